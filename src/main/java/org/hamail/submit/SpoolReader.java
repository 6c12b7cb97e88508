package org.hamail.submit;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads a spool file again, line by line: of a torn one, all that is whole. */
final class SpoolReader {
    private static final int LONGEST_LINE = 64 * 1024;

    private SpoolReader() {}

    /** Puts what waits by {@code file} into {@code waiting}, by number; the numbers of the lines that cannot be read. */
    static List<Integer> read(Path file, Map<Long, PassiveResult> waiting) throws IOException {
        var damaged = new ArrayList<Integer>();
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            in.skipNBytes(SpoolFile.HEADER.length);
            for (int number = 2; ; number++) {
                ReadLine line = line(in);
                if (line.end() && line.text().isEmpty()) {
                    break;
                }
                if (line.end() || !take(line.text(), waiting)) {
                    damaged.add(number);
                }
            }
        }
        return damaged;
    }

    private static boolean take(String text, Map<Long, PassiveResult> waiting) {
        var line = SpoolLine.decode(text);
        line.ifPresent(good -> good.result()
                .ifPresentOrElse(result -> waiting.put(good.number(), result), () -> waiting.remove(good.number())));
        return line.isPresent();
    }

    /** One line without its line end; {@code end} when the file ended instead. */
    private record ReadLine(String text, boolean end) {}

    private static ReadLine line(InputStream in) throws IOException {
        var bytes = new ByteArrayOutputStream();
        for (int c = in.read(); c >= 0; c = in.read()) {
            if (c == '\n') {
                return new ReadLine(bytes.toString(StandardCharsets.UTF_8), false);
            }
            if (bytes.size() < LONGEST_LINE) {
                bytes.write(c);
            }
        }
        return new ReadLine(bytes.toString(StandardCharsets.UTF_8), true);
    }
}
