package org.hamail.packaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The documents lead somewhere, and their words are those of the code. */
class DocumentsTest {
    private static final Path SITE = Path.of("src/site/markdown");
    private static final Path GLOSSARY = SITE.resolve("glossary.md");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(#[^)]*)?\\)");
    private static final Pattern TYPE = Pattern.compile("`([A-Z][A-Za-z]+)`");

    @Test
    void everyLinkLeadsToAFile() throws IOException {
        var broken = new ArrayList<String>();
        for (Path page : pages()) {
            var links = LINK.matcher(Files.readString(page));
            while (links.find()) {
                Path target = page.toAbsolutePath().resolveSibling(links.group(1));
                if (!Files.exists(target)) {
                    broken.add(page + ": " + links.group(1));
                }
            }
        }
        assertEquals(List.of(), broken);
    }

    @Test
    void readmeIsShort() throws IOException {
        assertTrue(Files.size(Path.of("README.md")) <= 12_000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "topologies", "operating", "configuration", "dovecot-postfix", "pacemaker", "command-engines", "icinga",
                "agent", "sun-cluster", "journal", "troubleshooting", "upgrading", "architecture", "glossary"
            })
    void readmeLeadsTo(String page) throws IOException {
        assertTrue(Files.readString(Path.of("README.md")).contains("(src/site/markdown/" + page + ".md)"));
    }

    @Test
    void everyTypeOfTheGlossaryExists() throws IOException {
        Set<String> types;
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            types = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".java"))
                    .map(name -> name.replace(".java", ""))
                    .collect(Collectors.toSet());
        }
        var unknown = new TreeSet<String>();
        var named = TYPE.matcher(Files.readString(GLOSSARY));
        while (named.find()) {
            if (!types.contains(named.group(1))) {
                unknown.add(named.group(1));
            }
        }
        assertEquals(Set.of(), unknown);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "logical host",
                "node",
                "engine",
                "active node",
                "eligible node",
                "notification",
                "evidence",
                "standing fault",
                "gate",
                "decision",
                "rule",
                "intent",
                "action",
                "outcome",
                "verification",
                "hard stop",
                "settle time",
                "ping-pong interval",
                "budget",
                "storm limit",
                "reconcile",
                "sink",
                "spool",
                "batch",
                "backoff",
                "interim result",
                "heartbeat"
            })
    void glossaryHas(String term) throws IOException {
        assertTrue(Files.readString(GLOSSARY).contains("\n| " + term + " |"), term);
    }

    private static List<Path> pages() throws IOException {
        var pages = new ArrayList<Path>(List.of(Path.of("README.md")));
        for (Path folder : List.of(SITE, Path.of("packaging"), Path.of(".github"))) {
            try (Stream<Path> files = Files.walk(folder)) {
                files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(pages::add);
            }
        }
        return pages;
    }

    @Test
    void theTopLevelHoldsNothingElse() throws IOException {
        try (Stream<Path> top = Files.list(Path.of(""))) {
            assertEquals(
                    Set.of("README.md", "nagios-config", "packaging", "plugins", "pom.xml", "src", "test-fixtures"),
                    top.map(Path::toString)
                            .filter(name -> !name.startsWith(".") && !name.equals("target"))
                            .collect(Collectors.toSet()));
        }
    }
}
