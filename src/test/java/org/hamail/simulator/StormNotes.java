package org.hamail.simulator;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** What stands in the storm ledger of a monitoring server, in the order in which it was noted. */
final class StormNotes {
    private final List<Note> notes;

    private StormNotes(List<Note> notes) {
        this.notes = notes;
    }

    /** {@code at} is the world's time. */
    private record Note(String logicalHost, long at) {}

    /** Only those of this boot: a clock that was stepped says nothing of the others. */
    static StormNotes of(Server server) {
        Disk.Inode file = server.disk.files.get(Server.STATE + "/storm.jsonl");
        String text = file == null ? "" : new String(file.bytes, 0, file.size, StandardCharsets.UTF_8);
        String boot = server.moment().boot();
        return new StormNotes(text.lines()
                .filter(line -> line.endsWith("}")) // not torn
                .filter(line -> boot.equals(RecordText.word(line, "boot")))
                .map(line -> new Note(RecordText.word(line, "logical_host"), server.bootedAt + uptime(line)))
                .toList());
    }

    /** When {@code mail} was acted on last as it says; before the world began without a note of this boot. */
    long last(Mail mail) {
        return notes.stream()
                .filter(note -> note.logicalHost().equals(mail.name))
                .mapToLong(Note::at)
                .max()
                .orElse(-World.DAY);
    }

    /** Whether what {@code other} did at {@code at} was noted when the last act of {@code mail} stood there already. */
    boolean isBehind(Mail mail, Mail other, long at) {
        boolean there = false;
        boolean behind = false;
        for (Note note : notes) {
            boolean own = note.logicalHost().equals(mail.name);
            there |= own;
            behind = !own && (behind || (there && note.equals(new Note(other.name, at))));
        }
        return behind;
    }

    private static long uptime(String line) {
        int begin = line.indexOf("\"uptime\":") + 9;
        return Math.round(1000 * Double.parseDouble(line.substring(begin, line.indexOf('}', begin))));
    }
}
