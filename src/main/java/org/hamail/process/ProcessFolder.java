package org.hamail.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads what stands in the folder of one process, source: proc(5). */
final class ProcessFolder {
    private ProcessFolder() {}

    static ProcessEntry entry(long pid, Path folder) throws IOException {
        Optional<StatLine> stat = StatLine.parse(pid, ProcFile.text(folder.resolve("stat")));
        if (stat.isEmpty()) { // what cannot be read must not pass for what is not there
            throw new IOException("not the stat file of a process");
        }
        List<String> arguments = words(ProcFile.textOrNothing(folder.resolve("cmdline")));
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
        for (String line : ProcFile.textOrNothing(folder.resolve("status")).split("\n")) {
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

    static OptionalLong number(String text) {
        try {
            return OptionalLong.of(Long.parseLong(text));
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }
}
