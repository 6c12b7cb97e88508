package org.hamail.manual;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hamail.cli.OptionSpec;
import org.hamail.support.Golden;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** ProgramManual pages and the tables of options.md say what the definitions of the options say. */
class ManualTest {
    private static final Path PAGES = Path.of("packaging/man");

    static List<ProgramManual> manuals() {
        return ProgramManual.all();
    }

    @ParameterizedTest
    @MethodSource("manuals")
    void manualPageSaysWhatTheOptionsSay(ProgramManual manual) {
        Golden.whole(PAGES.resolve(manual.name() + ".8"), manual.page());
    }

    /** What somebody copies from a page must be understood by the program. */
    @ParameterizedTest
    @MethodSource("manuals")
    void examplesHaveOnlyOptionsThatThereAre(ProgramManual manual) {
        List<OptionSpec> options =
                manual.parts().stream().flatMap(part -> part.options().stream()).toList();
        assertFalse(ManualAppendix.examples(manual.name()).isEmpty());
        for (String line : ManualAppendix.examples(manual.name())) {
            assertTrue(line.startsWith(manual.name() + " "), line);
            for (String word : line.replaceAll("'[^']*'", "TEXT").split(" ")) {
                assertTrue(
                        !word.startsWith("-")
                                || options.stream()
                                        .anyMatch(option -> word.equals("--" + option.longName())
                                                || word.equals("-" + option.shortName())),
                        line + ": " + word);
            }
        }
    }

    @Test
    void optionsPageShowsEveryProgram() {
        Golden.section(
                Path.of("src/site/markdown/options.md"),
                "options",
                ProgramManual.all().stream().map(ProgramManual::tables).collect(Collectors.joining()));
    }

    @Test
    void theCompletionKnowsEveryVerbAndOption() {
        Golden.whole(Path.of("packaging/deb/completion"), CompletionScript.text());
    }

    @Test
    void everyLauncherHasPageAndEveryPageLauncher() throws IOException {
        try (Stream<Path> launchers = Files.list(Path.of("plugins"));
                Stream<Path> pages = Files.list(PAGES)) {
            assertEquals(
                    launchers
                            .map(file -> file.getFileName().toString())
                            .filter(name -> !name.startsWith("."))
                            .map(name -> name + ".8")
                            .collect(Collectors.toSet()),
                    pages.map(file -> file.getFileName().toString())
                            .filter(name -> name.endsWith(".8"))
                            .collect(Collectors.toSet()));
        }
    }

    @ParameterizedTest
    @MethodSource("manuals")
    void noSpellingMeansTwoThings(ProgramManual manual) {
        for (ProgramManual.ManualPart part : manual.parts()) {
            var seen = new HashSet<String>();
            for (OptionSpec option : part.options()) {
                assertFalse(option.help().isBlank(), option.longName());
                assertTrue(seen.add("--" + option.longName()), manual.name() + " --" + option.longName());
                assertTrue(
                        option.shortName().isEmpty() || seen.add("-" + option.shortName()),
                        manual.name() + " -" + option.shortName());
                for (String old : option.oldSpellings()) {
                    assertTrue(seen.add("-" + old), manual.name() + " -" + old);
                }
            }
        }
    }
}
