package org.hamail.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.hamail.probe.CannotObserve;

/**
 * Reads a process table from a folder like {@code /proc}, source: proc(5).
 *
 * <p>Processes come and go while it reads: one that is gone is left out, one that is there and may not be read is
 * counted as hidden. It may block for ever where the file system does; see {@link org.hamail.probe.TimeLimit}.
 */
public final class ProcFolder {
    private static final int ENOUGH = 128 * 1024;
    /** Seconds: more than any machine has run. */
    private static final double LONGEST = 1e12;

    private final Path proc;

    public ProcFolder(Path proc) {
        this.proc = proc;
    }

    /**
     * The table now.
     *
     * @throws CannotObserve when the folder is no process table
     */
    public ProcessTable read() throws CannotObserve {
        long[] pids = pids();
        var entries = new ArrayList<ProcessEntry>(pids.length);
        int hidden = 0;
        for (long pid : pids) {
            Path folder = proc.resolve(Long.toString(pid));
            try {
                entries.add(entry(pid, folder));
            } catch (IOException e) {
                hidden += isGone(folder, e) ? 0 : 1;
            }
        }
        return new ProcessTable(entries, hidden, uptime(), self());
    }

    private long[] pids() throws CannotObserve {
        String[] names = proc.toFile().list();
        if (names == null) {
            throw new CannotObserve("no process table at " + proc);
        }
        return Arrays.stream(names)
                .filter(ProcFolder::isPid)
                .mapToLong(Long::parseLong)
                .sorted()
                .toArray();
    }

    private static boolean isPid(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) < '0' || name.charAt(i) > '9') {
                return false;
            }
        }
        return !name.isEmpty() && name.length() < 11 && name.charAt(0) != '0';
    }

    /** "No such process" comes without a type of its own, so what is no longer listed is gone too. */
    private static boolean isGone(Path folder, IOException e) {
        return e instanceof NoSuchFileException || !Files.exists(folder, LinkOption.NOFOLLOW_LINKS);
    }

    private ProcessEntry entry(long pid, Path folder) throws IOException {
        Optional<StatLine> stat = StatLine.parse(pid, text(folder.resolve("stat")));
        if (stat.isEmpty()) { // what cannot be read must not pass for what is not there
            throw new IOException("not the stat file of a process");
        }
        List<String> arguments = words(textOrNothing(folder.resolve("cmdline")));
        return new ProcessEntry(stat.get(), arguments, uid(folder), program(folder));
    }

    /** The words of a command line; what a process wrote over it without NUL bytes is one word. */
    private static List<String> words(String line) {
        int end = line.length();
        while (end > 0 && line.charAt(end - 1) == '\0') {
            end--; // titles are padded
        }
        return end == 0 ? List.of() : List.of(line.substring(0, end).split("\0", -1));
    }

    /** The effective user: the second number of {@code Uid:}. */
    static OptionalLong uid(Path folder) throws IOException {
        for (String line : textOrNothing(folder.resolve("status")).split("\n")) {
            if (line.startsWith("Uid:")) {
                String[] ids = line.substring(4).strip().split("\\s+");
                return number(ids[Math.min(1, ids.length - 1)]);
            }
        }
        return OptionalLong.empty();
    }

    /** The file that runs: a link that only its owner and root may read. */
    private static Optional<String> program(Path folder) {
        try {
            String file = Files.readSymbolicLink(folder.resolve("exe")).toString();
            String gone = " (deleted)"; // replaced on disk while it runs
            return Optional.of(file.endsWith(gone) ? file.substring(0, file.length() - gone.length()) : file);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private OptionalDouble uptime() {
        try {
            String[] fields = text(proc.resolve("uptime")).strip().split(" ");
            double seconds = Double.parseDouble(fields[0]);
            return seconds >= 0 && seconds < LONGEST ? OptionalDouble.of(seconds) : OptionalDouble.empty();
        } catch (IOException | NumberFormatException e) { // the age is a figure, no grounds for anything
            return OptionalDouble.empty();
        }
    }

    private OptionalLong self() {
        try {
            return number(Files.readSymbolicLink(proc.resolve("self")).toString());
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }

    private static OptionalLong number(String text) {
        try {
            return OptionalLong.of(Long.parseLong(text));
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    static String textOrNothing(Path file) throws IOException {
        try {
            return text(file);
        } catch (NoSuchFileException e) {
            return "";
        }
    }

    private static String text(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(ENOUGH), StandardCharsets.UTF_8);
        }
    }
}
