package org.hamail.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.hamail.probe.Probe.CannotObserve;

/**
 * Reads a process table from a folder like {@code /proc}, source: proc(5).
 *
 * <p>Processes come and go while it reads: one that is gone is left out, one that is there and may not be read is
 * counted as hidden. It may block for ever where the file system does; see {@link org.hamail.probe.TimeLimit}.
 */
public final class ProcFolder {
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
        var entries = new ArrayList<ProcessEntry>();
        int hidden = 0;
        for (long pid : pids()) {
            try {
                entries.add(ProcessFolder.entry(pid, folder(pid)));
            } catch (IOException e) {
                hidden += isGone(folder(pid), e) ? 0 : 1;
            }
        }
        return new ProcessTable(entries, hidden, uptime(), self());
    }

    private Path folder(long pid) {
        return proc.resolve(Long.toString(pid));
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

    private OptionalDouble uptime() {
        try {
            String[] fields = ProcFile.text(proc.resolve("uptime")).strip().split(" ");
            double seconds = Double.parseDouble(fields[0]);
            return seconds >= 0 && seconds < LONGEST ? OptionalDouble.of(seconds) : OptionalDouble.empty();
        } catch (IOException | NumberFormatException e) { // the age is a figure, no grounds for anything
            return OptionalDouble.empty();
        }
    }

    private OptionalLong self() {
        try {
            return ProcessFolder.number(
                    Files.readSymbolicLink(proc.resolve("self")).toString());
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }
}
