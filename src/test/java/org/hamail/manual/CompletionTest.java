package org.hamail.manual;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.hamail.support.Script;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What bash offers behind words of {@code hamail}. */
class CompletionTest {
    @TempDir
    Path folder = Path.of("/nonexistent");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hamail sw | switch",
                "hamail switch ''| mail1 mail2",
                "hamail switch -l ''| mail1 mail2",
                "hamail switch mail1 --to ''| ''",
                "hamail pause mail1 --reason ''| ''",
                "hamail pause mail1 --for ''| ''",
                "hamail explain mail1 --seq ''| ''",
                "hamail restart mail1 --daemon im| imapd"
            })
    void itOffers(String line, String words) throws Exception {
        Path config = Files.writeString(
                folder.resolve("hamail.yaml"), "logical_hosts:\n  mail1:\n    address: a\n  mail2:\n    address: b\n");
        String said = Script.run(
                Path.of("/bin/bash"), Map.of("HAMAIL_CONFIG", config.toString()), List.of("-c", """
                        . packaging/deb/completion
                        COMP_WORDS=(%s) COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
                        _hamail
                        echo "${COMPREPLY[*]}"
                        """.formatted(line)));
        assertEquals(words, said);
    }
}
