package org.hamail.program;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.hamail.support.Script;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A daemon in a pid namespace of the kernel's making, as a container has one. */
final class ContainersIT {
    @TempDir
    Path folder = Path.of("");

    @Test
    void daemonInContainerIsNotHosts() throws IOException {
        Path daemon = Files.copy(Path.of("/bin/sleep").toRealPath(), folder.resolve("containerd-imapd"));
        Process container = new ProcessBuilder(
                        "unshare", "--pid", "--fork", "--kill-child", "--mount-proc", daemon.toString(), "120")
                .start();
        try {
            String output = check();
            while (container.isAlive() && !output.contains("in a container")) {
                output = check(); // until the container has started it
            }
            assertTrue(
                    output.startsWith(
                            "DAEMON CRITICAL [absent]: containerd-imapd 0 processes, 1 in a container not counted"),
                    output);
        } finally {
            container.descendants().forEach(ProcessHandle::destroyForcibly);
            container.destroyForcibly();
        }
    }

    private static String check() {
        String java = System.getProperty("java.home") + "/bin/java";
        String check = java + " -jar target/check-mail-daemon.jar -C containerd-imapd -t 100; true";
        return Script.run(Path.of("/bin/sh"), Map.of(), List.of("-c", check));
    }
}
