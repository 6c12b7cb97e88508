package org.hamail.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArgumentNormalizerTest {
    private static final List<OptionSpec> SPECS = List.of(
            OptionSpec.value("w", "warning", "RANGE", "").withLegacySpelling("wt"),
            OptionSpec.value("c", "critical", "RANGE", "").withLegacySpelling("ct"),
            OptionSpec.value("e", "expect", "STRING", ""),
            OptionSpec.optional("watch", "S", "2", ""),
            OptionSpec.value("", "pid-file", "FILE", ""),
            OptionSpec.value("", "password-file", "FILE", ""),
            OptionSpec.flag("6", "ipv6", ""),
            OptionSpec.flag("v", "verbose", ""),
            OptionSpec.flag("V", "version", ""),
            OptionSpec.flag("E", "escape", ""));

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(
            delimiter = ';',
            value = {
                "-w 5; --warning=5",
                "-w5; --warning=5",
                "-w -6:3; --warning=-6:3",
                "-w-6:3; --warning=-6:3",
                "-w=5; --warning==5",
                "-wt 9; --warning=9",
                "-ct 9; --critical=9",
                "-e -ERR; --expect=-ERR",
                "-e --; --expect=--",
                "-e --version; --expect=--version",
                "-vvv; --verbose --verbose --verbose",
                "-v6w5; --verbose --ipv6 --warning=5",
                "-vw 5 -c 6; --verbose --warning=5 --critical=6",
                "--warning 5; --warning=5",
                "--warning=5; --warning=5",
                "--warning=-5; --warning=-5",
                "--warning --critical; --warning=--critical",
                "--expect=a=b; --expect=a=b",
                "--expect=; --expect=",
                "--verb --vers; --verbose --version",
                "--pid x; --pid-file=x",
                "--pa=x; --password-file=x",
                "--watch; --watch=2",
                "--watch -v; --watch=2 --verbose",
                "--watch 5; --watch=5",
                "--watch=5; --watch=5",
                "-v --; --verbose",
                "--; ''"
            })
    void wordsMeanWhatGetoptTakesThemFor(String words, String canonical) throws UsageException {
        assertEquals(canonical, String.join(" ", canonical(words.split(" "))));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = ';',
            value = {
                "-x; unknown option '-x'",
                "-vx; unknown option '-x'",
                "--unknown; unknown option '--unknown'",
                "--warningx; unknown option '--warningx' (did you mean --warning?)",
                "--unknown=5; unknown option '--unknown'",
                "-w; option -w needs a value",
                "-vw; option -w needs a value",
                "-wt; option -wt needs a value",
                "--warn; option --warn needs a value",
                "--verbose=1; option --verbose takes no value",
                "--verb=1; option --verbose takes no value",
                "--ver; option '--ver' may be --verbose, --version",
                "--p x; option '--p' may be --pid-file, --password-file",
                "host; unexpected argument 'host'",
                "-v host; unexpected argument 'host'",
                "-; unexpected argument '-'",
                "-- host; unexpected argument 'host'",
                "-- --; unexpected argument '--'",
                "-w 5 6; unexpected argument '6'"
            })
    void wordsWithoutMeaningAreNamed(String words, String message) {
        var error = assertThrows(UsageException.class, () -> canonical(words.split(" ")));
        assertEquals(message, error.getMessage());
    }

    @Test
    void emptyWordIsStray() {
        var error = assertThrows(UsageException.class, () -> canonical(""));
        assertEquals("unexpected argument ''", error.getMessage());
    }

    @Test
    void quotesAndBlanksBelongToTheValue() throws UsageException {
        assertEquals(List.of("--expect=\"a b\" "), canonical("-e", "\"a b\" "));
    }

    @Test
    void whatIsUnknownIsShownWithoutItsTricks() {
        var error = assertThrows(UsageException.class, () -> canonical("--a|b\n[x]"));
        assertEquals("unknown option '--ab x'", error.getMessage());
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(
            delimiter = ';',
            value = {
                "host; --expect=host",
                "-v host -w 5; --verbose --warning=5 --expect=host",
                "-- host; --expect=host",
                "--watch host; --watch=2 --expect=host",
                "host --expect host; --expect=host --expect=host",
            })
    void aPlainWordIsTheValueOfItsOption(String words, String canonical) throws UsageException {
        assertEquals(canonical, String.join(" ", withPlain(words.split(" "))));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = ';',
            value = {
                "host other; unexpected argument 'other'",
                "host --expect other; unexpected argument 'host' beside --expect=other",
                "-; unexpected argument '-'",
                "-- -v; unexpected argument '-v'",
            })
    void aSecondValueIsNamed(String words, String message) {
        var error = assertThrows(UsageException.class, () -> withPlain(words.split(" ")));
        assertEquals(message, error.getMessage());
    }

    private static List<String> withPlain(String... words) throws UsageException {
        return new ArgumentNormalizer(SPECS, SPECS.get(2)).canonical(List.of(words));
    }

    private static List<String> canonical(String... words) throws UsageException {
        return new ArgumentNormalizer(SPECS).canonical(List.of(words));
    }
}
