package org.hamail.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExtraOptsTest {
    private static final String INI = """
            ; what the probes may use
            # by default
            [check_mail_protocol]
            H=mail1
              warning  =  5:10
            v=
            verbose=
            expect="+OK  ready" # not a comment

            [ pop ]
            protocol = pop
            expect=a=b
            [imap] protocol=imap
            [empty]
            [pop]
            port=\t1110\r
            """;

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = Files.writeString(folder.resolve("plugins.ini"), INI);
    }

    @Test
    void optionsOfFilePrecedeCommandLine() throws UsageException {
        assertEquals(
                List.of("--protocol=pop", "--expect=a=b", "--port=1110", "-H", "x"),
                expand("-H", "x", "--extra-opts=pop@" + file));
    }

    @Test
    void aByteOrderMarkIsNoOption() throws IOException, UsageException {
        Files.writeString(file, "\uFEFF[pop]\nport=1110\n");
        assertEquals(List.of("--port=1110"), expand("--extra-opts=pop@" + file));
    }

    @Test
    void defaultSectionIsThatOfProgram() throws UsageException {
        assertEquals(
                List.of("-Hmail1", "--warning=5:10", "-v", "--verbose", "--expect=\"+OK  ready\" # not a comment"),
                expand("--extra-opts=@" + file));
    }

    @Test
    void valueIsNextWordUnlessOption() throws UsageException {
        assertEquals(List.of("--protocol=imap", "-v"), expand("--extra-opts", "imap@" + file, "-v"));
        Map<String, String> environment = Map.of("MP_CONFIG_FILE", file.toString());
        assertEquals("-v", last(expand(environment, "--extra-opts", "-v")));
        assertEquals("--verbose", last(expand(environment, "--extra-opts", "--verbose")));
        assertEquals(6, expand(environment, "--extra-opts", "-v").size());
    }

    @Test
    void severalAreTakenInTheirOrder() throws UsageException {
        assertEquals(
                List.of("--protocol=imap", "--protocol=pop", "--expect=a=b", "--port=1110"),
                expand("--extra-opts=imap@" + file, "--extra-opts", "pop@" + file));
    }

    @Test
    void fileIsFoundByTheEnvironment() throws UsageException {
        String all = String.join(" ", expand("--extra-opts=@" + file));
        for (Map<String, String> environment : List.of(
                Map.of("MP_CONFIG_FILE", file.toString(), "NAGIOS_CONFIG_PATH", "/nowhere"),
                Map.of("NAGIOS_CONFIG_PATH", ":/nowhere::" + folder + ":"))) {
            assertEquals(all, String.join(" ", expand(environment, "--extra-opts")));
            assertEquals(all, String.join(" ", expand(environment, "--extra-opts=")));
        }
    }

    @Test
    void monitoringPluginsIniGoesFirst() throws IOException, UsageException {
        Files.writeString(folder.resolve("monitoring-plugins.ini"), "[check_mail_protocol]\nt=1\n");
        assertEquals(List.of("-t1"), expand(Map.of("NAGIOS_CONFIG_PATH", folder.toString()), "--extra-opts"));
    }

    @Test
    void commandLineWithoutItIsLeftAlone() throws UsageException {
        assertEquals(List.of("-H", "x", "--extra-optsx"), expand("-H", "x", "--extra-optsx"));
        assertEquals(List.of(), expand());
    }

    @ParameterizedTest
    @ValueSource(strings = {"missing", "empty", "po", "POP", "[pop"})
    void sectionWithoutOptionsIsAnError(String section) {
        assertEquals(
                "--extra-opts: no options in section '" + section.replace("[", "") + "' of '" + file + "'",
                refusal("--extra-opts=" + section + "@" + file));
    }

    @Test
    void fileThatCannotBeReadIsAnError() {
        assertEquals("--extra-opts: cannot read '/nowhere/x.ini'", refusal("--extra-opts=@/nowhere/x.ini"));
        assertEquals("--extra-opts: cannot read '" + folder + "'", refusal("--extra-opts=@" + folder));
        assertEquals("--extra-opts: no configuration file in any standard location", refusal("--extra-opts=@"));
    }

    @Test
    void hugeFileIsAnError() throws IOException {
        Files.writeString(file, "#".repeat((1 << 20) + 1));
        assertEquals("--extra-opts: '" + file + "' is larger than 1 MB", refusal("--extra-opts=@" + file));
    }

    @ParameterizedTest
    @ValueSource(strings = {"w=5\n[pop]\nw=5", "[pop]\nverbose", "[pop]\n=5", "[pop]\nw=5\n]"})
    void linesThatAreNoOptionsAreErrors(String text) throws IOException {
        Files.writeString(file, text);
        assertEquals(
                "is not option=value in a section",
                refusal("--extra-opts=pop@" + file).replaceFirst("--extra-opts: line [0-9] ", ""));
    }

    @Test
    void passwordFileNamedByMistakeIsNotShown() throws IOException {
        Files.writeString(file, "# key\nsecret\n");
        assertEquals("--extra-opts: line 2 is not option=value in a section", refusal("--extra-opts=@" + file));
    }

    @Test
    void nonsenseInOtherSectionsDoesNoHarm() throws IOException, UsageException {
        Files.writeString(file, "[other]\nnonsense\n=\n[pop]\nw=5\n[unclosed\nnonsense");
        assertEquals(List.of("-w5"), expand("--extra-opts=pop@" + file));
    }

    private static String last(List<String> words) {
        return words.get(words.size() - 1);
    }

    private static String refusal(String word) {
        return String.valueOf(
                assertThrows(UsageException.class, () -> expand(word)).getMessage());
    }

    private static List<String> expand(String... words) throws UsageException {
        return expand(Map.of(), words);
    }

    private static List<String> expand(Map<String, String> environment, String... words) throws UsageException {
        return new ExtraOpts("check_mail_protocol", environment).expand(List.of(words));
    }

    @Test
    void aPipeIsNotWaitedFor() throws Exception {
        Path pipe = folder.resolve("pipe");
        assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
        var wrong = assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> assertThrows(UsageException.class, () -> new ExtraOpts("pop", Map.of())
                        .expand(List.of("--extra-opts=pop@" + pipe))));
        assertEquals("--extra-opts: cannot read '" + pipe + "'", wrong.getMessage());
    }
}
