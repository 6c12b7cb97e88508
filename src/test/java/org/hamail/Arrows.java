package org.hamail;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;

/** The arrows between the rooms as the compiled classes have them, read by the JDK's own jdeps. */
final class Arrows {
    static final Path CLASSES = Path.of("target/classes");

    private static final Pattern ARROW =
            Pattern.compile(" +org\\.hamail\\.([a-z0-9.]+) +-> +org\\.hamail\\.([a-z0-9.]+) .*");

    private Arrows() {}

    /** From each room to the rooms it uses; a room without arrows has an empty set. */
    static Map<String, SortedSet<String>> real() {
        var arrows = new TreeMap<String, SortedSet<String>>();
        run("jdeps", "--multi-release", "base", "-verbose:package", CLASSES.toString())
                .lines()
                .forEach(line -> {
                    Matcher own = Pattern.compile(" +org\\.hamail\\.([a-z0-9.]+) +->.*")
                            .matcher(line);
                    if (own.matches()) {
                        arrows.computeIfAbsent(own.group(1), room -> new TreeSet<>());
                    }
                    Matcher arrow = ARROW.matcher(line);
                    if (arrow.matches()) {
                        arrows.get(arrow.group(1)).add(arrow.group(2));
                    }
                });
        return arrows;
    }

    /** The rooms in lines, the highest first: a room uses only rooms of lines below its own. */
    static String layers() {
        Map<String, SortedSet<String>> arrows = real();
        var lines = new TreeMap<Integer, SortedSet<String>>(Comparator.reverseOrder());
        arrows.keySet().forEach(room -> lines.computeIfAbsent(height(room, arrows, 0), height -> new TreeSet<>())
                .add(room));
        return lines.values().stream()
                .map(line -> String.join("   ", line) + "\n")
                .collect(Collectors.joining());
    }

    private static int height(String room, Map<String, SortedSet<String>> arrows, int above) {
        if (above > arrows.size()) {
            throw new AssertionError("a circle of rooms through " + room);
        }
        return arrows.get(room).stream()
                .mapToInt(used -> 1 + height(used, arrows, above + 1))
                .max()
                .orElse(0);
    }

    /** As the golden file and the page about the architecture show them, one room a line. */
    static String text() {
        return real().entrySet().stream()
                .map(entry -> (entry.getKey() + " -> " + String.join(" ", entry.getValue())).stripTrailing() + "\n")
                .collect(Collectors.joining());
    }

    /** What a tool of the JDK prints. */
    static String run(String tool, String... words) {
        var out = new StringWriter();
        try (var writer = new PrintWriter(out)) {
            int code = ToolProvider.findFirst(tool).orElseThrow().run(writer, writer, words);
            if (code != 0) {
                throw new AssertionError(tool + " failed: " + out);
            }
        }
        return out.toString();
    }
}
