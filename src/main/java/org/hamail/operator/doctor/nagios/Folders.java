package org.hamail.operator.doctor.nagios;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.hamail.io.FileProblem;
import org.hamail.operator.doctor.finding.FindingKind;
import org.hamail.operator.doctor.finding.Findings;

/** The configuration files of a folder: those that end in {@code .cfg}, in all folders below, but hidden ones. */
final class Folders {
    private Folders() {}

    /** Of a folder that {@code place} names. A link back to a folder above is told, and not followed. */
    static List<Path> configurationFiles(Path folder, String place, Findings findings) {
        var found = new ArrayList<Path>();
        collect(folder, place, findings, new ArrayList<>(), found);
        return found;
    }

    private static void collect(Path folder, String place, Findings findings, List<Path> above, List<Path> found) {
        if (isAbove(folder, above)) {
            findings.add(FindingKind.UNREADABLE, place, folder + " leads back to a folder above it");
            return;
        }
        try (Stream<Path> entries = Files.list(folder)) {
            above.add(folder.toRealPath());
            for (Path entry : entries.sorted().toList()) {
                String name = entry.getFileName().toString();
                if (Files.isDirectory(entry) && !name.startsWith(".")) {
                    collect(entry, place, findings, above, found);
                } else if (name.endsWith(".cfg") && !name.startsWith(".")) {
                    found.add(entry);
                }
            }
            above.remove(above.size() - 1);
        } catch (IOException e) {
            findings.add(FindingKind.UNREADABLE, folder.toString(), FileProblem.sentence(e));
        } catch (UncheckedIOException e) {
            findings.add(
                    FindingKind.UNREADABLE,
                    folder.toString(),
                    FileProblem.sentence(Objects.requireNonNull(e.getCause())));
        }
    }

    /** Whether {@code path}, however it is written, is one of {@code above}. */
    static boolean isAbove(Path path, List<Path> above) {
        try {
            return above.contains(path.toRealPath());
        } catch (IOException e) {
            return false; // what is wrong with it is told by who reads it
        }
    }
}
