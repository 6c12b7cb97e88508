package org.hamail.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A report of a daemon that the profile of the logical host does not have. */
class DisabledRoleTest {
    @TempDir
    Path directory = Path.of("/nonexistent");

    @Test
    void reportOfDaemonOutsideProfileIsUsageError() throws Exception {
        Bench bench = new Bench(directory).prepare();
        int code = bench.tell(Map.of("-d", "mshttpd", "--output", "DAEMON CRITICAL [absent]: mshttpd is absent"));
        assertEquals(3, code, bench::printed);
        assertTrue(
                bench.printed()
                        .startsWith("handle_mail_fault: --daemon: the profile our-mail has no mshttpd; it has imapd"),
                bench::printed);
        assertEquals(List.of(), bench.deeds());
        assertFalse(Files.exists(bench.stateDir.resolve("mail1/journal.jsonl")));
    }

    /** In the words of the checks: what would be right is said. */
    @Test
    void unknownWordIsAnsweredWithThoseThatAreKnown() throws Exception {
        Bench bench = new Bench(directory).prepare();
        for (String[] wrong : new String[][] {
            {"-d", "imap", "--daemon: 'imap' is not one of smtpd, popd, imapd, mshttpd, stored"},
            {"--check", "proces", "--check: 'proces' is not one of process, protocol"},
            {"--observer", "here", "--observer: 'here' is not one of local, remote"}
        }) {
            assertEquals(3, bench.tell(Map.of(wrong[0], wrong[1])), bench::printed);
            assertTrue(bench.printed().contains(wrong[2] + "\n"), bench::printed);
        }
    }
}
