package org.hamail.checks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.hamail.checks.CheckProgram.CheckCommand;
import org.hamail.cli.Arguments;
import org.hamail.cli.OptionSpec;
import org.hamail.cli.Program.Console;
import org.hamail.cli.UsageException;
import org.hamail.plugin.Cause;
import org.hamail.plugin.CheckResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CheckProgramTest {
    /** Answers with the cause that {@code --cause} names. */
    private static final class Example implements CheckCommand {
        @Override
        public String name() {
            return "check_example";
        }

        @Override
        public String purpose() {
            return "Shows what every check has.";
        }

        @Override
        public List<OptionSpec> options() {
            return List.of(OptionSpec.value("C", "cause", "CAUSE", "the cause"), OptionSpec.flag("", "defect", "fail"));
        }

        @Override
        public String label(List<String> words) {
            return "EXAMPLE";
        }

        @Override
        public CheckResult run(Arguments arguments) throws UsageException {
            if (arguments.has("defect")) {
                throw new StackOverflowError("too deep | [absent]");
            }
            List<String> details = List.of("one", "two");
            return Cause.of(arguments.text("cause").orElse(""))
                    .map(cause -> CheckResult.of("EXAMPLE", cause, "so it is"))
                    .orElse(CheckResult.ok("EXAMPLE", "fine", List.of()))
                    .withDetails(details);
        }
    }

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void servedIsOneLineAndZero() {
        assertEquals(0, run());
        assertEquals("EXAMPLE OK: fine\n", text());
    }

    @Test
    void detailsComeWithVerboseOnly() {
        assertEquals(0, run("-v"));
        assertEquals("EXAMPLE OK: fine\none\ntwo\n", text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"-h", "--help", "-V", "--version", "-Vh", "--vers"})
    void helpAndVersionExitThree(String word) {
        assertEquals(3, run(word));
        assertTrue(text().startsWith("check_example (hamail) 0."), text());
        assertFalse(text().contains("|"), text());
    }

    @Test
    void helpHasALineForEachOption() {
        run("--help");
        for (String option : List.of(
                "-C, --cause=CAUSE", "--defect", "-h, --help", "-V, --version", "-v, --verbose", "--on=CAUSE=STATE")) {
            assertTrue(text().contains(option), option);
        }
        assertTrue(text().contains("--extra-opts=[section][@file]"), text());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--nonsense",
                "stray",
                "-x",
                "--cause",
                "--cause=",
                "--on=refused",
                "--on=nonsense=ok",
                "--on=refused=great",
                "--defect=1",
                "--extra-opts=@/nowhere",
                "--cause=\u001b[2J",
                "--on=re|fused=ok"
            })
    void usageErrorIsOneLineThenAShortUsage(String word) {
        assertEquals(3, run(word));
        String[] lines = text().split("\n");
        assertTrue(lines[0].startsWith("EXAMPLE UNKNOWN [usage]: "), text());
        assertTrue(lines[1].startsWith("Usage: check_example "), text());
        assertEquals(2, lines.length, text());
        assertFalse(text().contains("|") || text().contains("\u001b"), text());
    }

    @Test
    void defectOfOursIsInternalAndForgesNothing() {
        assertEquals(3, run("--defect"));
        assertTrue(text().startsWith("EXAMPLE UNKNOWN [internal]: "), text());
        assertFalse(text().contains("|") || text().contains("[absent]"), text());
    }

    @ParameterizedTest(name = "--cause {0} {1}: {3}")
    @CsvSource({
        "refused, refused=ok, 0, EXAMPLE OK [refused]: so it is",
        "refused, refused=WARNING, 1, EXAMPLE WARNING [refused]: so it is",
        "refused, reset=ok, 2, EXAMPLE CRITICAL [refused]: so it is",
        "tempfail, tempfail=critical, 2, EXAMPLE CRITICAL [tempfail]: so it is",
        "blind, blind=unknown, 3, EXAMPLE UNKNOWN [blind]: so it is"
    })
    void stateOfACauseCanBeOverridden(String cause, String on, int code, String line) {
        assertEquals(code, run("--cause", cause, "--on", on));
        assertEquals(line + "\n", text());
    }

    @ParameterizedTest
    @CsvSource({
        "refused, 'refused' is not CAUSE=STATE",
        "nonsense=ok, 'nonsense' is not a cause",
        "refuse=ok, 'refuse' is not a cause (did you mean refused?)",
        "REFUSED=ok, 'REFUSED' is not a cause"
    })
    void whatIsWrongWithAnOverrideIsSaid(String on, String reason) {
        assertEquals(3, run("--on", on));
        assertTrue(text().startsWith("EXAMPLE UNKNOWN [usage]: --on: " + reason + "\n"), text());
    }

    @Test
    void lastOverrideOfACauseCounts() {
        assertEquals(1, run("--cause=refused", "--on", "refused=ok", "--on", "refused=warning"));
    }

    @Test
    void extraOptionsComeFromTheFile(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("x.ini"), "[check_example]\ncause=refused\non=refused=warning\n");
        assertEquals(1, run("--extra-opts=@" + file));
        out.reset();
        assertEquals(1, run("--extra-opts=@" + file, "--cause=tempfail"));
        assertEquals("EXAMPLE WARNING [tempfail]: so it is\n", text());
    }

    @Test
    void brokenOutputDoesNotChangeTheExitCode() {
        var full = new PrintStream(
                new OutputStream() {
                    @Override
                    public void write(int octet) throws IOException {
                        throw new IOException("No space left on device");
                    }
                },
                false,
                StandardCharsets.UTF_8);
        var program = new CheckProgram(new Example());
        assertEquals(2, program.run(List.of("--cause=absent"), new Console(full, full, Map.of())));
        assertEquals(0, program.run(List.of(), new Console(full, full, Map.of())));
    }

    private int run(String... words) {
        var stream = new PrintStream(out, false, StandardCharsets.UTF_8);
        return new CheckProgram(new Example()).run(List.of(words), new Console(stream, stream, Map.of()));
    }

    private String text() {
        return out.toString(StandardCharsets.UTF_8);
    }
}
