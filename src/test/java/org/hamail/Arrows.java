package org.hamail;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
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

    /** As the golden file and the README show them, one room a line. */
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
