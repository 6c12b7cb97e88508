package org.hamail.operator.setup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hamail.cli.Program.Console;
import org.hamail.config.ConfigLoader;
import org.hamail.config.HamailConfig;
import org.hamail.config.PolicyConfig;
import org.hamail.config.ProfileConfig;
import org.hamail.model.PolicySettings.PolicyMode;
import org.hamail.program.Hamail;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SetupVerbsTest {
    @TempDir
    Path directory = Path.of("/nonexistent");

    private String said = "";

    private int hamail(String... words) {
        var bytes = new ByteArrayOutputStream();
        var out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        var all = new ArrayList<>(List.of(words));
        int exit = new Hamail().run(all, new Console(out, out, Map.of("HAMAIL_CONFIG", file().toString())));
        said = bytes.toString(StandardCharsets.UTF_8);
        return exit;
    }

    private Path file() {
        return directory.resolve("etc/hamail.yaml");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "init",
                "init mail2",
                "init -l mail2 --address mail2.example.org --node hamail@phys-a --node phys-b --engine pacemaker",
                "init --address 192.0.2.7 --node phys-a --node phys-b --engine command --profile cyrus-postfix",
                "init --address ::1 --engine pacemaker --resource g1 --state-dir /srv/hamail --reason=first:_try",
                "init --profile netscape-4.1 --server-root /mail1/server4 --instance msg-mail1",
            })
    void whatIsWrittenIsValidAndDoesNothing(String words) throws Exception {
        assertEquals(0, hamail(words.split(" ")), said);
        assertTrue(said.startsWith("hamail: wrote " + file() + "; "), said);
        HamailConfig config = ConfigLoader.load(file());
        assertEquals(1, config.logicalHosts().size());
        PolicyConfig policy = config.logicalHosts().values().iterator().next().policy();
        assertEquals(PolicyMode.LOG_ONLY, policy.settings().mode());
        assertEquals("rw-r--r--", PosixFilePermissions.toString(Files.getPosixFilePermissions(file())));
        assertEquals(0, hamail("validate"), said);
        assertTrue(Files.readString(file()).startsWith("# Written by hamail init on 2"));
    }

    /** A variable that names it is neither in the environment of the core nor, after sudo, in that of root. */
    @Test
    void nextCommandsNameTheFileThatWasWritten() {
        hamail("init");
        nextCommandsHave(" --config " + file());
        Path other = directory.resolve("my own.yaml");
        hamail("init", "--config", other.toString());
        nextCommandsHave(" --config '" + other + "'");
        Path below = Path.of("").toAbsolutePath().relativize(directory).resolve("third.yaml");
        hamail("init", "--config", below.toString());
        nextCommandsHave(" --config " + below.toAbsolutePath());
    }

    private void nextCommandsHave(String option) {
        assertTrue(said.contains("hamail validate" + option + "; hamail doctor" + option + "; "), said);
        assertTrue(said.endsWith(", whose commands need" + option + " as well\n"), said);
    }

    @Test
    void whatIsThereIsNeverOverwritten() throws Exception {
        hamail("init");
        Files.writeString(file(), Files.readString(file()) + "# mine\n");
        assertEquals(1, hamail("init"));
        assertTrue(Files.readString(file()).endsWith("\n# mine\n"));
        String refusal = "hamail: refused: " + file() + " is there already, and is valid; it is left as it is\n";
        assertEquals(refusal, said);
        assertEquals(3, hamail("init", "mail2"));
        assertTrue(said.startsWith("hamail: no logical host 'mail2' in " + file() + " (did you mean mail1?)"), said);
        Files.writeString(file(), "adress: x\n");
        assertEquals(3, hamail("init"));
        assertEquals("adress: x\n", Files.readString(file()));
    }

    @Test
    void dryRunShowsTextAndWritesNothing() {
        assertEquals(0, hamail("init", "--dry-run", "--reason=ticket 7"));
        assertTrue(said.contains(": ticket 7\n"), said);
        assertTrue(said.contains("\n    policy:\n"), said);
        assertTrue(said.endsWith("\nhamail: would write this to " + file() + "\n"), said);
        assertFalse(Files.exists(file().getParent()));
        assertEquals(0, hamail("init", "--dry-run", "--json"));
        JsonObject json = JsonParser.parseString(said).getAsJsonObject();
        assertFalse(json.get("written").getAsBoolean());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "--node a --node b --address x; several nodes need --engine pacemaker, or --engine command",
                "--node a; --node needs --address, where clients reach the service",
                "--profile dovecot-postfx; --profile: 'dovecot-postfx' is not a profile (did you mean dovecot-postfix?)",
                "--profile netscape-4.1; the profile netscape-4.1 needs --server-root, and --instance",
                "--engine none --resource g; --resource goes with --engine pacemaker only",
                "--resource g; --resource goes with --engine pacemaker only",
                "--engine monit; --engine: 'monit' is not one of none, pacemaker, command",
                "--state-dir x; state_dir: ",
            })
    void whatWouldNotBeValidIsAUsageError(String words, String message) {
        var all = new ArrayList<>(List.of("init"));
        all.addAll(List.of(words.split(" ")));
        assertEquals(3, hamail(all.toArray(String[]::new)), said);
        assertTrue(said.startsWith("hamail: " + message), said);
        assertFalse(Files.exists(file()));
    }

    @Test
    void whereThereIsNoConfigurationInitIsNamed() {
        assertEquals(3, hamail("status"));
        assertTrue(said.endsWith("no such file\nhamail: 'hamail init' writes a first configuration\n"), said);
    }

    @Test
    void profilesAreShownWithoutAConfiguration() {
        assertEquals(0, hamail("profiles"));
        for (String name : ProfileConfig.BUILT_IN) {
            assertTrue(said.contains(name + "  built in, "), said);
        }
        assertTrue(said.contains("\n  imapd     process dovecot, "), said);
        assertTrue(said.contains("imap port 143\n"), said);
        assertTrue(said.matches("(?s).*\n  restart   [^\n]*systemctl restart [^\n]*\n.*"), said);
    }

    @Test
    void aProfileIsShownByItsName() {
        assertEquals(0, hamail("profiles", "dovecot-exim"));
        assertTrue(said.startsWith("dovecot-exim  built in, "), said);
        assertFalse(said.contains("cyrus"), said);
        hamail("init", "--profile=cyrus-postfix");
        assertEquals(0, hamail("profiles", "dovecot-exim"));
        assertTrue(said.startsWith("dovecot-exim  built in, "), said);
        assertEquals(3, hamail("profiles", "nobody"));
        assertTrue(said.startsWith("hamail: no logical host 'nobody'"), said);
    }

    @Test
    void aLogicalHostsProfileIsShownAlone() {
        hamail("init", "--profile=cyrus-postfix");
        assertEquals(0, hamail("profiles", "mail1"));
        assertTrue(said.startsWith("cyrus-postfix  built in, "), said);
        assertTrue(said.contains(", used by mail1\n"), said);
        assertFalse(said.contains("dovecot"), said);
        assertEquals(0, hamail("profiles", "--json"));
        JsonObject json = JsonParser.parseString(said).getAsJsonObject();
        assertEquals(
                ProfileConfig.BUILT_IN.size(), json.getAsJsonArray("profiles").size());
    }
}
