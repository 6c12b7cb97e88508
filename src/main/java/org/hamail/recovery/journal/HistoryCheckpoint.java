package org.hamail.recovery.journal;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hamail.io.AtomicFile;
import org.hamail.io.JsonText;
import org.hamail.io.Sha256;
import org.hamail.io.StateFiles;
import org.hamail.recovery.event.Entry;

/**
 * A place in the journal, and those records up to it that still matter behind it: whoever decides need not read what lies
 * before. It is a shortcut and never the truth: missing, garbled, or not of this journal, it is as if there were none.
 *
 * @param seq of the record at that place
 * @param hash of that record
 * @param rules in words; by others it is of no use
 * @param kept oldest first
 */
public record HistoryCheckpoint(long seq, String hash, String rules, List<Entry> kept) {
    static final String FILE = "checkpoint.jsonl";
    private static final int LONGEST = 64 * 1024 * 1024;

    public HistoryCheckpoint {
        kept = List.copyOf(kept);
    }

    /** The one in {@code directory}, if there is one for {@code rules}. */
    public static Optional<HistoryCheckpoint> read(Path directory, String rules) {
        Path file = directory.resolve(FILE);
        try {
            String text = new String(StateFiles.read(file, LONGEST), StandardCharsets.UTF_8);
            return parse(text).filter(each -> each.rules.equals(rules));
        } catch (IOException | JsonParseException | IllegalArgumentException | IllegalStateException e) {
            return Optional.empty(); // the journal itself is read instead
        }
    }

    private static Optional<HistoryCheckpoint> parse(String text) {
        int end = text.lastIndexOf('\n', text.length() - 2) + 1;
        if (end == 0 || !text.substring(end).strip().equals(seal(text.substring(0, end)))) {
            return Optional.empty();
        }
        List<String> lines = text.substring(0, end).lines().toList();
        var head = new RecordFields(JsonText.parse(lines.get(0)).getAsJsonObject());
        var kept = new ArrayList<Entry>();
        for (String line : lines.subList(1, lines.size())) {
            kept.add(RecordCodec.decode(line.getBytes(StandardCharsets.UTF_8)).entry());
        }
        return Optional.of(
                new HistoryCheckpoint(head.member("seq").getAsLong(), head.string("hash"), head.string("rules"), kept));
    }

    /** Replaces the one in {@code directory} in one step. */
    public void write(Path directory) throws IOException {
        var head = new JsonObject();
        head.addProperty("seq", seq);
        head.addProperty("hash", hash);
        head.addProperty("rules", rules);
        var text = new StringBuilder(head.toString()).append('\n');
        for (Entry entry : kept) {
            text.append(RecordCodec.encode(entry, RecordCodec.NO_RECORD).text()).append('\n');
        }
        text.append(seal(text.toString())).append('\n');
        AtomicFile.replace(directory.resolve(FILE), text.toString());
    }

    private static String seal(String text) {
        return Sha256.hex(text.getBytes(StandardCharsets.UTF_8));
    }
}
