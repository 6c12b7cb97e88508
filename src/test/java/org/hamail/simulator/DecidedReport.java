package org.hamail.simulator;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Whether a report has its decision in a journal, looked for from its end. */
final class DecidedReport {
    /** So many records others may have written meanwhile. */
    private static final int FAR = 200;

    private DecidedReport() {}

    /** Of several deliveries of one report, whether one of them has. */
    static boolean isIn(Disk.Inode journal, String marker) {
        Set<Long> named = new HashSet<>();
        int end = journal.size - 1;
        for (int i = 0; i < FAR && end > 0; i++) {
            int begin = end;
            while (begin > 0 && journal.bytes[begin - 1] != '\n') {
                begin--;
            }
            String line = new String(journal.bytes, begin, end - begin, StandardCharsets.UTF_8);
            if (line.contains("\"type\":\"decision\"") && line.endsWith("}")) { // what was torn decides nothing
                named.addAll(because(line));
            } else if (line.contains(" " + marker + "\"") && named.contains(RecordText.number(line, "seq"))) {
                return true;
            }
            end = begin - 1;
        }
        return false;
    }

    /** The records that a decision names. */
    static List<Long> because(String decision) {
        int begin = decision.indexOf("\"because\":[") + 11;
        String because = decision.substring(begin, decision.indexOf(']', begin));
        List<Long> records = new ArrayList<>();
        for (String seq : because.isEmpty() ? new String[0] : because.split(",")) {
            records.add(Long.parseLong(seq));
        }
        return records;
    }
}
