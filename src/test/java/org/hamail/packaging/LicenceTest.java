package org.hamail.packaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Everybody may use, change and pass on what is built here, and knows whose libraries are in it. */
class LicenceTest {
    static final Path LICENSE = Path.of("packaging/LICENSE");
    static final Path NOTICE = Path.of("packaging/NOTICE");

    private static final Pattern IN_A_JAR = Pattern.compile("<include>([a-z.-]+):([a-z0-9-]+)</include>");

    @Test
    void licenceIsThatOfThePom() throws IOException {
        assertEquals(
                "Apache License Version 2.0, January 2004",
                Files.readString(LICENSE)
                        .strip()
                        .lines()
                        .limit(2)
                        .map(String::strip)
                        .reduce("", (a, b) -> (a + " " + b).strip()));
        assertTrue(Files.readString(Path.of("pom.xml")).contains("<name>Apache-2.0</name>"));
    }

    @Test
    void noticeNamesEveryLibraryInTheJars() throws IOException {
        Set<String> libraries = libraries();
        assertTrue(libraries.contains("gson"), libraries::toString);
        String notice = Files.readString(NOTICE);
        for (String library : libraries) {
            assertTrue(notice.contains(library), library + " is in a jar and not in " + NOTICE);
        }
        assertFalse(libraries.contains("hamail"));
    }

    /** The names of the artifacts that the build puts into its jars, but its own. */
    static Set<String> libraries() throws IOException {
        var libraries = new TreeSet<String>();
        var found = IN_A_JAR.matcher(Files.readString(Path.of("pom.xml")));
        while (found.find()) {
            if (!found.group(1).equals("org.hamail")) {
                libraries.add(found.group(2));
            }
        }
        return libraries;
    }
}
