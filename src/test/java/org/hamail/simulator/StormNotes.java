package org.hamail.simulator;

import java.nio.charset.StandardCharsets;

/** What stands in the storm ledger of a monitoring server. */
final class StormNotes {
    private StormNotes() {}

    /** When {@code mail} was acted on last as it says; before the world began without a note of this boot. */
    static long last(Server server, Mail mail) {
        Disk.Inode file = server.disk.files.get(Server.STATE + "/storm.jsonl");
        String text = file == null ? "" : new String(file.bytes, 0, file.size, StandardCharsets.UTF_8);
        return text.lines()
                .filter(line -> line.endsWith("}")) // not torn
                .filter(line -> mail.name.equals(RecordText.word(line, "logical_host")))
                .filter(line -> server.moment().boot().equals(RecordText.word(line, "boot")))
                .mapToLong(line -> server.bootedAt + uptime(line))
                .max()
                .orElse(-World.DAY);
    }

    private static long uptime(String line) {
        int begin = line.indexOf("\"uptime\":") + 9;
        return Math.round(1000 * Double.parseDouble(line.substring(begin, line.indexOf('}', begin))));
    }
}
