package org.hamail.program;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.hamail.support.Eventually;

/** The workers that handlers, checks and agents of a test leave behind: processes of their own, which write into its folder. */
final class DetachedWorkers {
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private DetachedWorkers() {}

    /** Those whose configuration is in {@code folder}. */
    static List<ProcessHandle> of(Path folder) {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info()
                        .commandLine()
                        .filter(line -> line.contains("RecoveryWorker") && line.contains(folder.toString()))
                        .isPresent())
                .toList();
    }

    /** A folder into which one of them still writes cannot be deleted. */
    static void awaitEnd(Path folder) {
        Eventually.get(PATIENCE, () -> of(folder), List::isEmpty);
    }
}
