package org.hamail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hamail.support.Golden;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rooms import only what the design allows them, and the pure ones touch no world. */
class ArrowsTest {
    private static final Path PERMITTED = Path.of("test-fixtures/arrows/permitted.txt");
    private static final Path ARCHITECTURE = Path.of("src/site/markdown/architecture.md");
    private static final Pattern WORLD = Pattern.compile("java/(io|net|nio/(file|channels))/|java/lang/(Thread|Process)"
            + "|java/lang/System\\.(nanoTime|currentTimeMillis|getenv|getProperty|exit|out|err|in)"
            + "|java/time/[A-Za-z]+\\.now:|java/time/Clock\\.system|java/util/(Random|concurrent|UUID)|java/security/");

    @Test
    void roomsImportOnlyWhatTheDesignPermits() throws IOException {
        Map<String, Set<String>> permitted = permitted();
        var wrong = new TreeSet<String>();
        Arrows.real().forEach((room, used) -> used.stream()
                .filter(other -> !allows(permitted.getOrDefault(room, Set.of()), other))
                .forEach(other -> wrong.add(room + " -> " + other)));
        assertEquals(Set.of(), wrong, "arrows that " + PERMITTED + " does not have");
    }

    /** What nobody uses is not permitted in advance: a new arrow is a decision. */
    @Test
    void everyPermissionIsUsed() throws IOException {
        var real = Arrows.real();
        var unused = new TreeSet<String>();
        permitted().forEach((room, others) -> others.stream()
                .filter(other -> real.getOrDefault(room, new TreeSet<>()).stream()
                        .noneMatch(used -> allows(Set.of(other), used)))
                .filter(other -> !other.isEmpty())
                .forEach(other -> unused.add(room + " -> " + other)));
        assertEquals(Set.of(), unused, "permissions of " + PERMITTED + " that no room uses");
    }

    @Test
    void arrowsAreThoseThatTheArchitectureShows() {
        Golden.whole(Path.of("test-fixtures/arrows/real.txt"), Arrows.text());
        Golden.section(ARCHITECTURE, "arrows", "```text\n" + Arrows.text() + "```\n");
        Golden.section(ARCHITECTURE, "layers", "```text\n" + Arrows.layers() + "```\n");
    }

    @Test
    void everyRoomStandsInTheDesign() throws IOException {
        var unknown = new TreeSet<>(Arrows.real().keySet());
        unknown.removeAll(permitted().keySet());
        assertEquals(Set.of(), unknown);
        assertTrue(Arrows.real().keySet().containsAll(Set.of("plugin", "probe", "program")), "jdeps saw the rooms");
    }

    @ParameterizedTest
    @ValueSource(strings = {"plugin", "model", "recovery/policy", "recovery/event", "recovery/history"})
    void pureRoomsTouchNeitherFilesNorNetworkNorClocks(String room) throws IOException {
        String code = bytecode(room);
        assertEquals(
                List.of(),
                code.lines().filter(line -> WORLD.matcher(line).find()).toList());
        assertTrue(code.contains("Method java/lang/"), "javap saw the code");
    }

    @Test
    void theWorldIsRecognisedWhereItIsTouched() throws IOException {
        assertTrue(WORLD.matcher(bytecode("program")).find());
    }

    private static String bytecode(String room) throws IOException {
        try (Stream<Path> files =
                Files.list(Arrows.CLASSES.resolve("org/hamail").resolve(room))) {
            Stream<String> classes = files.map(Path::toString).filter(name -> name.endsWith(".class"));
            return Arrows.run(
                    "javap", Stream.concat(Stream.of("-p", "-c"), classes).toArray(String[]::new));
        }
    }

    private static boolean allows(Set<String> permitted, String other) {
        return permitted.contains("*")
                || permitted.contains(other)
                || (permitted.contains("recovery.*") && (other + ".").startsWith("recovery."));
    }

    private static Map<String, Set<String>> permitted() throws IOException {
        return Files.readAllLines(PERMITTED).stream()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split(" ->", 2))
                .collect(Collectors.toMap(
                        parts -> parts[0], parts -> Set.of(parts[1].strip().split(" +"))));
    }
}
