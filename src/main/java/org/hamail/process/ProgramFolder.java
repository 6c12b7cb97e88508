package org.hamail.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.hamail.process.ProcessPattern.PatternMatch;

/**
 * A folder that holds a complete installation: only programs below it count.
 *
 * @param paths the folder as it was named, and where links lead to
 */
public record ProgramFolder(List<Path> paths) {
    public ProgramFolder {
        paths = List.copyOf(paths);
    }

    /** The folder at {@code path}; it need not be there, since process tables of other machines can be read too. */
    public static ProgramFolder of(Path path) {
        var paths = new ArrayList<Path>();
        paths.add(path.toAbsolutePath().normalize());
        try {
            paths.add(path.toRealPath());
        } catch (IOException e) { // not mounted here: the name alone counts
            return new ProgramFolder(paths);
        }
        return new ProgramFolder(paths);
    }

    /** By the file that runs or, where the observer may not see that, by an absolute first argument. */
    PatternMatch match(ProcessEntry entry) {
        if (entry.program().isPresent() && holds(entry.program().get())) {
            return PatternMatch.YES;
        }
        String script = scriptOrProgram(entry);
        if (script.startsWith("/") && holds(script)) {
            return PatternMatch.YES;
        }
        return entry.program().isPresent() || script.startsWith("/") ? PatternMatch.NO : PatternMatch.UNCLEAR;
    }

    /** The path that the words of a process name: an interpreter's script, else the first argument. */
    private static String scriptOrProgram(ProcessEntry entry) {
        return entry.arguments().isEmpty()
                ? ""
                : CommandName.script(entry.arguments()).orElse(entry.arguments().get(0));
    }

    private boolean holds(String file) {
        Path program = Path.of(file.replace('\0', '?')).normalize();
        return paths.stream().anyMatch(folder -> program.startsWith(folder) && !program.equals(folder));
    }

    /** As it was named. */
    @Override
    public String toString() {
        return paths.get(0).toString();
    }
}
