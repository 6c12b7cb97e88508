package org.hamail.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.hamail.support.Eventually;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Archives of loaded classes make a start quicker; whatever happens to them, nothing else changes. */
class ArchiveIT {
    @TempDir
    Path folder;

    private InstalledTree tree;

    @BeforeEach
    void install() throws IOException {
        tree = new InstalledTree(folder);
    }

    static Stream<Path> javas() throws IOException {
        return Javas.all();
    }

    @ParameterizedTest
    @MethodSource("javas")
    void firstUseMakesAnArchiveAfterItsAnswer(Path java) throws Exception {
        assertEquals(
                new Call.End(1, "", ""), call(java).without("HAMAIL_ARCHIVES").end());
        Eventually.get(Duration.ofMinutes(5), this::files, files -> files.size() == 1 && isWhole(files.get(0)));
        assertServes(java);
    }

    @ParameterizedTest
    @MethodSource("javas")
    void whateverBecomesOfAnArchiveNothingElseChanges(Path java) throws Exception {
        assertServes(java);
        byte[] whole = Files.readAllBytes(archive());
        for (byte[] damaged : damaged(whole)) {
            Files.write(archive(), damaged);
            assertServes(java);
            assertServes(java);
        }
    }

    private static List<byte[]> damaged(byte[] whole) {
        byte[] scratched = whole.clone();
        Arrays.fill(scratched, whole.length / 2, whole.length / 2 + whole.length / 4, (byte) 0x5a);
        return List.of(
                new byte[0],
                "garbage".getBytes(StandardCharsets.UTF_8),
                Arrays.copyOf(whole, 1000),
                Arrays.copyOf(whole, whole.length / 2),
                scratched);
    }

    @Test
    void archiveOfOtherJavaOrJarIsIgnored() throws Exception {
        List<Path> javas = Javas.all().toList();
        Path java = javas.get(javas.size() - 1);
        assertServes(java);
        Path archive = archive();
        Files.setLastModifiedTime(
                tree.jarOf("check_mail_protocol"), FileTime.fromMillis(System.currentTimeMillis() + 5000));
        assertServes(java);
        for (Path other : javas) {
            assertServes(other);
        }
        assertTrue(Files.exists(archive));
    }

    @Test
    void concurrentFirstUsesLeaveOneWholeArchive() throws Exception {
        Path java = Javas.all().findFirst().orElseThrow();
        var calls = new ArrayList<Call>();
        var processes = new ArrayList<Process>();
        for (int i = 0; i < 5; i++) {
            Call call = call(java);
            calls.add(call);
            processes.add(call.start());
        }
        for (int i = 0; i < calls.size(); i++) {
            assertEquals(new Call.End(1, "", ""), calls.get(i).end(processes.get(i)));
        }
        archive();
        assertServes(java);
    }

    @Test
    void placeWithoutRoomForArchiveDoesNotMatter() throws Exception {
        Files.writeString(tree.archives(), "a file where the folder should be");
        for (Path java : Javas.all().toList()) {
            assertServes(java);
            assertServes(java);
        }
    }

    private void assertServes(Path java) throws Exception {
        assertEquals(new Call.End(1, "", ""), call(java).end());
    }

    /** A call that waits for the maker of its archive, so that nothing runs into the next step. */
    private Call call(Path java) throws IOException {
        return new Call(tree.launcher("check_mail_protocol"), "exit", "1")
                .with("HAMAIL_JAVA", java)
                .with("HAMAIL_ARCHIVES", "now");
    }

    /** The one archive. */
    private Path archive() throws IOException {
        List<Path> files = files();
        assertEquals(1, files.size(), files.toString());
        assertTrue(isWhole(files.get(0)), files.toString());
        return files.get(0);
    }

    private static boolean isWhole(Path file) {
        return !file.toString().matches(".*\\.(lock|new.*)");
    }

    private List<Path> files() throws IOException {
        if (!Files.isDirectory(tree.archives())) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(tree.archives())) {
            return files.toList();
        }
    }
}
