package org.hamail.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.hamail.cli.Program.Console;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Starts that come to nothing: one line says why, and the exit code is 3. */
@Timeout(120)
class HamailAgentTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "'', --host: '' cannot be the name of a host",
        "a;b, --host: 'a;b' cannot be the name of a host",
        "höööööööööööööööööööööööööööööööö, 'agent: check höööööööööööööööööööööööööööööööö/hamail agent: NSCA carries 63 bytes of a host and 127 of a service, in UTF-8'"
    })
    void aHostThatNoResultCanBeAboutEndsTheStart(String host, String why) throws IOException {
        Path config = Files.writeString(
                folder.resolve("hamail.yaml"),
                "agent: {socket: ROOT/a.sock, spool: ROOT/spool, sinks: [{kind: nsca, host: monitor1}]}"
                        .replace("ROOT", folder.toString()));
        var out = new ByteArrayOutputStream();
        var stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        int code = new HamailAgent()
                .run(List.of("--config=" + config, "--host=" + host), new Console(stream, stream, Map.of()));
        assertEquals(3, code);
        assertTrue(
                out.toString(StandardCharsets.UTF_8).startsWith("hamail-agent: " + why + "\n"),
                () -> out.toString(StandardCharsets.UTF_8));
    }

    @Test
    void passwordThatEncryptionCannotUseEndsStart() throws IOException {
        Path password = Files.writeString(folder.resolve("pw"), "geheimnisträger\n");
        Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("rw-------"));
        Path config = Files.writeString(
                folder.resolve("hamail.yaml"),
                "agent: {socket: ROOT/a.sock, spool: ROOT/spool, sinks: [{kind: nsca, host: m, encryption: xor, password_file: ROOT/pw}]}"
                        .replace("ROOT", folder.toString()));
        var out = new ByteArrayOutputStream();
        var stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        assertEquals(
                3,
                new HamailAgent()
                        .run(List.of("--config=" + config, "--host=phys-a"), new Console(stream, stream, Map.of())));
        assertTrue(
                out.toString(StandardCharsets.UTF_8).contains("non-ASCII characters, which encryption xor cannot use"),
                () -> out.toString(StandardCharsets.UTF_8));
    }
}
