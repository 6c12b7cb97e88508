package org.hamail.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArgumentsTest {
    private static final List<OptionSpec> SPECS = List.of(
            OptionSpec.value("t", "timeout", "S", ""),
            OptionSpec.value("w", "warning", "RANGE", ""),
            OptionSpec.value("p", "port", "PORT", ""),
            OptionSpec.value("e", "expect", "STRING", ""),
            OptionSpec.flag("v", "verbose", ""));

    @Test
    void lastValueCountsAndAllAreKept() throws UsageException {
        Arguments arguments = parse("-e", "a", "--expect=b", "-e", "a");
        assertEquals(Optional.of("a"), arguments.text("expect"));
        assertEquals(List.of("a", "b", "a"), arguments.all("expect"));
    }

    @Test
    void flagsAreCounted() throws UsageException {
        assertEquals(3, parse("-vv", "--verbose").count("verbose"));
        assertEquals(0, parse().count("verbose"));
        assertTrue(parse("-v").has("verbose"));
        assertFalse(parse().has("verbose"));
    }

    @Test
    void absentOptionsHaveNoValue() throws UsageException {
        Arguments none = parse();
        assertEquals(Optional.empty(), none.text("expect"));
        assertEquals(List.of(), none.all("expect"));
        assertEquals(Optional.empty(), none.seconds("timeout"));
        assertEquals(Optional.empty(), none.range("warning"));
        assertEquals(Optional.empty(), none.integer("port", 1, 9));
        assertEquals(Optional.empty(), none.path("expect"));
        assertEquals(Optional.empty(), none.oneOf("expect", "a"));
    }

    @ParameterizedTest(name = "{0} s are {1} ms")
    @CsvSource({"660, 660000", "0.25, 250", ".5, 500", "1.5, 1500", "000010, 10000", "1000000, 1000000000"})
    void secondsMayHaveFractions(String text, long milliseconds) throws UsageException {
        assertEquals(
                Optional.of(Duration.ofMillis(milliseconds)), parse("-t", text).seconds("timeout"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"0", "0.0", "-1", "1e3", "1,5", ".", "5.", "5s", "NaN", "1000000.1", "99999999999", "٣", " 5"})
    void otherSecondsAreRefused(String text) {
        assertEquals(
                "--timeout: '" + text.strip() + "'",
                refusal(() -> parse("-t", text).seconds("timeout"), " is not"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "65536", "-1", "+1", "1.0", "0x10", "4294967297", "99999999999999999999", "٣", "pop"})
    void portsOutOfRangeAreRefused(String text) {
        assertEquals("--port: '" + text + "'", refusal(() -> parse("-p", text).integer("port", 1, 65535), " is not"));
    }

    @Test
    void portsAtEndsOfRangeAreTaken() throws UsageException {
        assertEquals(Optional.of(1), parse("-p", "1").integer("port", 1, 65535));
        assertEquals(Optional.of(65535), parse("-p", "65535").integer("port", 1, 65535));
        assertEquals(Optional.of(110), parse("-p", "0110").integer("port", 1, 65535));
    }

    @Test
    void rangesAreReadAndRefusedWithOptionsName() throws UsageException {
        assertEquals(
                "10:20", parse("-w", "10:20").range("warning").orElseThrow().toString());
        assertEquals(
                "--warning: 'x' is not a range [",
                refusal(() -> parse("-w", "x").range("warning"), "@"));
    }

    @Test
    void oneOfNamesTheChoice() throws UsageException {
        assertEquals(Optional.of("pop"), parse("-e", "pop").oneOf("expect", "imap", "pop"));
        assertEquals(
                "--expect: 'POP' is not one of imap, pop",
                refusal(() -> parse("-e", "POP").oneOf("expect", "imap", "pop"), "$"));
    }

    @Test
    void requiredOptionsAreThereAndNotEmpty() throws UsageException {
        assertEquals("a", parse("-e", "a").required("expect"));
        assertEquals("option --expect is missing", refusal(() -> parse().required("expect"), "$"));
        assertEquals("option --expect is empty", refusal(() -> parse("-e", " ").required("expect"), "$"));
    }

    @Test
    void pathsAreNotEmpty() throws UsageException {
        assertEquals(Optional.of(Path.of("/a b")), parse("-e", "/a b").path("expect"));
        assertEquals("--expect: ''", refusal(() -> parse("-e", "").path("expect"), " is not"));
        assertTrue(refusal(() -> parse("-e", "a\0b").path("expect"), "$").endsWith("is not a path"));
    }

    @Test
    void sensibleValuesAreBoundedAndPrintable() throws UsageException {
        assertEquals(
                "--expect: the value is empty", refusal(() -> parse("-e", "").sensible(), "$"));
        assertEquals(
                "--expect: the value is empty",
                refusal(() -> parse("--expect= ").sensible(), "$"));
        for (String control : List.of("\n", "\r", "\t", "\0", "\u001b", "\u007f", "\u009b")) {
            assertEquals(
                    "--expect: the value contains control characters",
                    refusal(() -> parse("-e", "a" + control).sensible(), "$"));
        }
        assertEquals(
                "--expect: the value is longer than 4096 characters",
                refusal(() -> parse("-e", "x".repeat(4097)).sensible(), "$"));
        assertEquals(
                Optional.of("x".repeat(4096)),
                parse("-e", "x".repeat(4096)).sensible().text("expect"));
        assertEquals(
                Optional.of("grüße |[]"), parse("-e", "grüße |[]").sensible().text("expect"));
    }

    private static Arguments parse(String... words) throws UsageException {
        return Arguments.parse(SPECS, List.of(words));
    }

    /** The message of the refusal as far as {@code end}. */
    private static String refusal(Executable call, String end) {
        String message = String.valueOf(assertThrows(UsageException.class, call).getMessage());
        int at = message.indexOf(end);
        return at < 0 ? message : message.substring(0, at);
    }
}
