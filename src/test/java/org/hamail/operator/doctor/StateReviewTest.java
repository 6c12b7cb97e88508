package org.hamail.operator.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.hamail.operator.doctor.finding.Finding;
import org.hamail.operator.doctor.finding.Findings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who must own what lies in the state directory. */
class StateReviewTest {
    @TempDir
    Path stateDir = Path.of("/nonexistent");

    @BeforeEach
    void onlyRootGivesFilesAway() throws IOException {
        assumeTrue(Files.getOwner(stateDir).getName().equals("root"));
    }

    private List<String> told(String handlerUser) {
        var findings = new Findings();
        new StateReview(stateDir, Optional.of(handlerUser), "nobody", findings).judge();
        return findings.all().stream().map(Finding::what).toList();
    }

    private void give(Path file, String user) throws IOException {
        Files.setOwner(
                file, file.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(user));
    }

    /** A handler that root starts becomes the owner before it opens anything. */
    @Test
    void handlerOfRootWritesAsOwnerOfStateDirectory() throws IOException {
        assertEquals(List.of(), told("root"));
        give(stateDir, "daemon");
        assertEquals(List.of(), told("root"));
        assertEquals(List.of(), told("daemon"));
        assertEquals(List.of("it belongs to daemon, not to bin"), told("bin"));
    }

    @Test
    void whatIsRootsLocksHandlerOfRootOutAsWell() throws IOException {
        give(stateDir, "daemon");
        Files.createFile(stateDir.resolve("storm.jsonl"));
        assertEquals(List.of("it belongs to root, not to daemon"), told("root"));
    }
}
