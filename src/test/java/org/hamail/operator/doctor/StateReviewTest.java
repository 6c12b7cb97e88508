package org.hamail.operator.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hamail.operator.doctor.finding.Finding;
import org.hamail.operator.doctor.finding.Findings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who must own what lies in the state directory. */
class StateReviewTest {
    private Path stateDir = Path.of("/nonexistent");

    private final Map<Path, String> owners = new HashMap<>();

    @BeforeEach
    void withoutLinks(@TempDir Path folder) throws IOException {
        stateDir = folder.toRealPath();
    }

    private List<String> told(String handlerUser) {
        var findings = new Findings();
        new StateReview(stateDir, Optional.of(handlerUser), "nobody", findings, this::owner).judge();
        return findings.all().stream().map(Finding::what).toList();
    }

    private UserPrincipal owner(Path file) throws IOException {
        return file.getFileSystem()
                .getUserPrincipalLookupService()
                .lookupPrincipalByName(owners.getOrDefault(file, "root"));
    }

    /** A handler that root starts becomes the owner before it opens anything. */
    @Test
    void handlerOfRootWritesAsOwnerOfStateDirectory() {
        assertEquals(List.of(), told("root"));
        owners.put(stateDir, "daemon");
        assertEquals(List.of(), told("root"));
        assertEquals(List.of(), told("daemon"));
        assertEquals(List.of("it belongs to daemon, not to bin"), told("bin"));
    }

    @Test
    void whatIsRootsLocksHandlerOfRootOutAsWell() throws IOException {
        owners.put(stateDir, "daemon");
        Files.createFile(stateDir.resolve("storm.jsonl"));
        assertEquals(List.of("it belongs to root, not to daemon"), told("root"));
    }
}
