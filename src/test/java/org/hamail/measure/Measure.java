package org.hamail.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code packaging/measure}: prints the measures, or writes them into the page about the architecture. */
public final class Measure {
    private static final Path PAGE = Path.of("src/site/markdown/architecture.md");
    private static final Path CHECK = Path.of("target/check-mail-protocol.jar");
    private static final String HEAD = "<!-- measures -->\n";
    private static final String TAIL = "<!-- end of measures -->\n";

    private Measure() {}

    /** {@code [--write] [OLD-JAR NEW-JAR]}. */
    public static void main(String[] words) throws IOException, InterruptedException {
        var args = new ArrayList<>(List.of(words));
        boolean write = args.remove("--write");
        var rows = new Measures(Sources.below(Sources.MAIN)).rows();
        if (Files.exists(CHECK)) {
            int types = Start.loaded(CHECK).size();
            rows.add(new String[] {"files whose classes an IMAP check loads", String.valueOf(types), "at most 60"});
        }
        if (args.size() == 2) {
            List<Long> times = Start.milliseconds(List.of(Path.of(args.get(0)), Path.of(args.get(1))));
            rows.add(new String[] {"start of a JVM with --version, ms", times.get(1) + "", "old: " + times.get(0)});
        }
        String table = table(rows);
        System.out.print(table);
        if (write) {
            String page = Files.readString(PAGE);
            int from = page.indexOf(HEAD) + HEAD.length();
            Files.writeString(PAGE, page.substring(0, from) + table + page.substring(page.indexOf(TAIL)));
        }
    }

    private static String table(List<String[]> rows) {
        var table = new StringBuilder("| measure | now | aim |\n|---|---|---|\n");
        rows.forEach(row -> table.append("| ").append(String.join(" | ", row)).append(" |\n"));
        return table.toString();
    }
}
