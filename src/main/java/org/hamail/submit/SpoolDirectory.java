package org.hamail.submit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The directory in which the results for one sink wait. What is not ours, or torn, is kept in the directory
 * {@code aside} beside it and named; whatever can be read of it is used.
 */
final class SpoolDirectory {
    private static final Pattern NAME = Pattern.compile("([0-9]{10})" + Pattern.quote(SpoolFile.SUFFIX));

    private final Path directory;
    private final Path aside;
    private final Consumer<String> notes;
    private final Set<Path> keep = new HashSet<>();

    SpoolDirectory(Path directory, Path aside, Consumer<String> notes) {
        this.directory = directory;
        this.aside = aside;
        this.notes = notes;
    }

    /** What waits, by number. The files that it was read from stay until {@link #replace}. */
    Map<Long, PassiveResult> load() throws IOException {
        if (!Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
            return Map.of(); // it is made with its first file: a full disk has no room for it now
        }
        Files.createDirectories(directory);
        var waiting = new TreeMap<Long, PassiveResult>();
        for (Path file : files()) {
            load(file, waiting);
        }
        return waiting;
    }

    private void load(Path file, Map<Long, PassiveResult> waiting) throws IOException {
        String name = String.valueOf(file.getFileName());
        if (name.endsWith(SpoolFile.SUFFIX + ".tmp")) {
            Files.deleteIfExists(file);
        } else if (!isNamed(file) || !SpoolFile.hasHeader(file)) {
            setAside(file, "is not a spool file");
        } else {
            read(file, waiting);
        }
    }

    /** A new file with {@code lines}; afterwards all older ones are gone. Dying in between does no harm. */
    SpoolFile replace(List<byte[]> lines) throws IOException {
        Files.createDirectories(directory);
        List<Path> old = files().stream().filter(SpoolDirectory::isNamed).toList();
        long next = old.stream().mapToLong(SpoolDirectory::number).max().orElse(0) + 1;
        String name = String.format(Locale.ROOT, "%010d", next) + SpoolFile.SUFFIX;
        SpoolFile file = SpoolFile.create(directory.resolve(name), lines);
        for (Path path : old) {
            putAway(path);
        }
        return file;
    }

    private void putAway(Path path) throws IOException {
        if (keep.remove(path)) {
            Files.move(path, freeName(path));
        } else {
            Files.deleteIfExists(path);
        }
    }

    private static boolean isNamed(Path file) {
        return NAME.matcher(String.valueOf(file.getFileName())).matches();
    }

    @Override
    public String toString() {
        return directory.toString();
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.sorted(Comparator.comparing(Path::toString)).toList();
        }
    }

    private static long number(Path file) {
        return Long.parseLong(String.valueOf(file.getFileName()).substring(0, 10));
    }

    private void setAside(Path file, String why) throws IOException {
        Files.move(file, freeName(file));
        notes.accept(file + " " + why + ": kept in " + aside);
    }

    private void read(Path file, Map<Long, PassiveResult> waiting) throws IOException {
        List<Integer> damaged = SpoolReader.read(file, waiting);
        if (!damaged.isEmpty()) {
            keep.add(file); // moved when its good lines have a new file, which takes no room on the disk
            String where = damaged.size() == 1 ? "" : damaged.size() + " lines, the first is ";
            notes.accept(file + " is damaged in " + where + "line " + damaged.get(0) + ": kept in " + aside
                    + ", the other lines are used");
        }
    }

    private Path freeName(Path file) throws IOException {
        Files.createDirectories(aside);
        String name = directory.getFileName() + "-" + file.getFileName();
        Path free = aside.resolve(name);
        for (int i = 1; Files.exists(free); i++) {
            free = aside.resolve(name + "." + i);
        }
        return free;
    }
}
