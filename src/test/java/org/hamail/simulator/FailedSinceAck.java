package org.hamail.simulator;

import java.nio.charset.StandardCharsets;

/** What a journal says of the time since somebody acknowledged, looked for from its end. */
final class FailedSinceAck {
    private FailedSinceAck() {}

    /**
     * Whether an action was seen not to have helped, or its end is not known. The worker of an action may have died before
     * the ack, and the next one bring it to its end after it: the ack has acknowledged what had failed by then.
     */
    static boolean isIn(Disk.Inode journal) {
        int end = journal.size - 1;
        while (end > 0) {
            int begin = end;
            while (begin > 0 && journal.bytes[begin - 1] != '\n') {
                begin--;
            }
            String line = new String(journal.bytes, begin, end - begin, StandardCharsets.UTF_8);
            String type = RecordText.word(line, "type");
            if (type.equals("operator") && RecordText.word(line, "verb").equals("ack")) {
                return false;
            } else if ((type.equals("verification") && line.contains("\"ok\":false"))
                    || (type.equals("outcome") && line.contains("\"indeterminate\""))) {
                return true;
            }
            end = begin - 1;
        }
        return false;
    }
}
