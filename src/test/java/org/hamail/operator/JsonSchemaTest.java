package org.hamail.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hamail.program.Bench;
import org.hamail.program.Hamail;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import wiremock.com.networknt.schema.InputFormat;
import wiremock.com.networknt.schema.JsonSchema;
import wiremock.com.networknt.schema.JsonSchemaFactory;
import wiremock.com.networknt.schema.SpecVersion;

/** What a verb prints for machines is what its schema says, whatever came of it. */
class JsonSchemaTest {
    private static final Path SCHEMAS = Path.of("src/site/schema");

    @TempDir
    static Path directory = Path.of("/nonexistent");

    private Bench bench;

    @BeforeEach
    void prepare() throws Exception {
        bench = new Bench(Files.createTempDirectory(directory, "bench")).prepare();
    }

    static List<String> everyVerb() {
        return Hamail.verbs().stream().map(Verb::name).toList();
    }

    private void validates(String verb, String... words) throws IOException {
        JsonSchema schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(Files.readString(SCHEMAS.resolve(verb + ".json")));
        var all = new ArrayList<>(List.of(verb, "--json"));
        all.addAll(List.of(words));
        int before = bench.printed().length();
        bench.hamail(all.toArray(String[]::new));
        String json = bench.printed().substring(before);
        assertEquals(Set.of(), schema.validate(json, InputFormat.JSON), json);
    }

    @Test
    void everyVerbHasSchemaAndEverySchemaVerb() throws IOException {
        try (Stream<Path> files = Files.list(SCHEMAS)) {
            assertEquals(
                    everyVerb().stream().map(verb -> verb + ".json").collect(Collectors.toSet()),
                    files.map(file -> file.getFileName().toString()).collect(Collectors.toSet()));
        }
    }

    @ParameterizedTest
    @MethodSource("everyVerb")
    void itsDocumentIsAsItsSchemaSays(String verb) throws Exception {
        validates(verb);
        validates(verb, "--fly");
        validates(verb, "-l", "mail9");
        bench.tell();
        bench.tell(Map.of("--check", "protocol", "--state", "OK", "--output", "IMAP OK: served"));
        validates(verb);
        Path journal = bench.stateDir.resolve("mail1/journal.jsonl");
        Files.writeString(journal, Files.readString(journal).replaceFirst("imapd", "smtpd"));
        validates(verb);
        Files.writeString(bench.configuration, "adress: x\nstate_dir: [1]\n");
        validates(verb);
    }

    @Test
    void soItIsWhereNothingCanBeRecorded() throws Exception {
        bench.tell();
        Files.delete(bench.stateDir.resolve("mail1/journal.lock"));
        Files.createDirectory(bench.stateDir.resolve("mail1/journal.lock"));
        for (String verb : List.of("status", "history", "explain", "journal")) {
            validates(verb);
        }
    }

    @Test
    void whatOptionsAddIsInTheSchemaToo() throws Exception {
        bench.hamail("pause", "--reason=disks", "--for=1h");
        bench.tell();
        for (String verb : List.of("resume", "off", "restart", "switch", "reconcile", "journal")) {
            validates(verb, "--dry-run");
        }
        Path log = Files.writeString(directory.resolve("core.log"), "[1795737600] nothing of ours\n");
        validates("verify", "--against=" + log);
        validates("explain", "--rules");
        validates("explain", "-v");
        validates("upgrade", "--next");
        validates("upgrade", "--abort");
        validates("replay", "--against=" + bench.configuration);
        validates("journal", "--set-aside", "--reason=x");
        Path none = directory.resolve("none/hamail.yaml");
        validates("init", "--dry-run", "--config=" + none);
    }
}
