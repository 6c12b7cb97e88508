package org.hamail.process;

import static org.hamail.support.ProcTree.INIT;
import static org.hamail.support.ProcTree.line;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.hamail.plugin.PluginOutput;
import org.hamail.probe.CheckRunner;
import org.hamail.support.ProcTree;
import org.hamail.time.Deadline;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A host with a check (process 300) and an imapd (200) that may be a container's. */
final class PidNamespacesTest {
    private static final String HOST = "pid:[4026531836]";
    private static final String CONTAINER = "pid:[4026532999]";
    private static final String OTHER = "pid:[4026533111]";
    private static final String ABSENT =
            "DAEMON CRITICAL [absent]: imapd 0 processes, 1 in a container not counted, at least 1";

    private final ProcTree tree = ProcTree.of("uptime 1000.00\n" + INIT
            + line(200, 150, 'S', 8, 90_000, "imapd", "/opt/mail/imapd", "imapd")
            + line(300, 1, 'S', 0, 99_900, "java", "/usr/bin/java", "java"));

    @AfterEach
    void remove() throws IOException {
        tree.close();
    }

    @Test
    void daemonOfContainerDoesNotCountByNumbers() throws IOException {
        numbers(200, "200\t7");
        assertTrue(check().startsWith(ABSENT), check());
    }

    @Test
    void daemonOfContainerDoesNotCountByNamespace() throws IOException {
        self(HOST, "300");
        namespace(200, CONTAINER);
        assertTrue(check().startsWith(ABSENT), check());
    }

    @Test
    void aDaemonOfTheHostCounts() throws IOException {
        self(HOST, "300");
        numbers(200, "200");
        assertTrue(check().startsWith("DAEMON OK: imapd 1 process"), check());
        namespace(200, HOST);
        assertTrue(check().startsWith("DAEMON OK: imapd 1 process"), check());
    }

    @Test
    void daemonInOwnContainerCountsInHostTable() throws IOException {
        self(CONTAINER, "300\t12");
        numbers(200, "200\t7");
        namespace(200, CONTAINER);
        assertTrue(check().startsWith("DAEMON OK: imapd 1 process"), check());
    }

    @Test
    void containerCheckWithHostTableCountsHost() throws IOException {
        self(CONTAINER, "300\t12");
        numbers(200, "200");
        namespace(200, HOST);
        assertTrue(check().startsWith("DAEMON OK: imapd 1 process"), check());
    }

    @Test
    void daemonOfOtherContainerDoesNotCount() throws IOException {
        self(CONTAINER, "300\t12");
        numbers(200, "200\t7");
        namespace(200, OTHER);
        assertTrue(check().startsWith(ABSENT), check());
    }

    @Test
    void withoutProcessOfCheckFirstProcessTellsNamespace() throws IOException {
        namespace(1, HOST);
        namespace(200, CONTAINER);
        assertTrue(check().startsWith(ABSENT), check());
    }

    @Test
    void hostDaemonIsCountedBesideContainers() throws IOException {
        Path folder = Files.createDirectory(tree.path().resolve("201"));
        for (String file : List.of("stat", "status", "cmdline")) {
            String text = Files.readString(tree.path().resolve("200/" + file));
            Files.writeString(folder.resolve(file), text.replace("200 (", "201 ("));
        }
        numbers(201, "201\t7");
        assertTrue(check().startsWith("DAEMON OK: imapd 1 process, youngest 100 s, 1 in a container"), check());
    }

    /** lxcfs: the uptime of the container beside starts since the boot of the host. */
    @Test
    void ageThatCannotBeKnownIsLeftOut() throws IOException {
        Files.writeString(
                tree.path().resolve("uptime"), "950.00 0.00\n"); // the daemon started at 900, the check at 999
        assertEquals("DAEMON OK: imapd 1 process|imapd_count=1;;1:;0 imapd_zombies=0;;;0", check());
        Files.writeString(tree.path().resolve("uptime"), "120.00 0.00\n");
        assertFalse(check().contains("_age"), check());
    }

    private void self(String namespace, String numbers) throws IOException {
        Files.createSymbolicLink(tree.path().resolve("self"), Path.of("300"));
        namespace(300, namespace);
        numbers(300, numbers);
    }

    private void namespace(long pid, String name) throws IOException {
        Path folder = Files.createDirectories(tree.path().resolve(pid + "/ns"));
        Files.createSymbolicLink(folder.resolve("pid"), Path.of(name));
    }

    private void numbers(long pid, String numbers) throws IOException {
        Files.writeString(tree.path().resolve(pid + "/status"), "NSpid:\t" + numbers + "\n", StandardOpenOption.APPEND);
    }

    private String check() {
        WantedDaemon imapd = ProcessCheckTest.wanted(Optional.empty());
        var probe = new DaemonProbe(tree.path(), List.of(imapd), List.of(), Clock.systemUTC());
        return PluginOutput.line(CheckRunner.run(
                "DAEMON", probe.bounded(), new DaemonEvaluation("DAEMON"), Deadline.after(Duration.ofSeconds(60))));
    }
}
