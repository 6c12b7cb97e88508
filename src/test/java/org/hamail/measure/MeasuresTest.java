package org.hamail.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.hamail.measure.Measures.Sized;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeasuresTest {
    @TempDir
    Path folder;

    @Test
    void roomsThatUseEachOtherAreACircle() throws IOException {
        write("One", "package org.hamail.one; import org.hamail.two.Two; class One {}");
        write("Two", "package org.hamail.two; import static org.hamail.one.One.X; class Two {}");
        write("Three", "package org.hamail.three; import org.hamail.one.One; class Three {}");
        assertEquals(Set.of("one", "two"), new Imports(Sources.below(folder).all()).inACircle());
    }

    @Test
    void namesMethodsAndRecordsAreCounted() throws IOException {
        write("One", "package org.hamail.one; record One(int a, int b) { static int c; class Part {} }");
        write("Two", """
                package org.hamail.one;
                class Two {
                    class Part {}
                    void run() {
                        run();
                    }
                }
                """);
        Map<String, String> rows = new Measures(Sources.below(folder))
                .rows().stream().collect(Collectors.toMap(row -> row[0], row -> row[1]));
        assertEquals("2 (one)", rows.get("files in the largest room"));
        assertEquals("1 [Part]", rows.get("simple names used twice"));
        assertEquals("2 (One)", rows.get("components of a record but Notification: most"));
        assertEquals("3 (Two.run)", rows.get("lines of a method, brace to brace: longest"));
        assertEquals("8", rows.get("lines in all"));
    }

    @Test
    void ninetyOfHundredDoNotExceedShare() {
        List<Sized> sizes = List.of(new Sized(3, "c"), new Sized(1, "a"), new Sized(2, "b"));
        assertEquals(2, Measures.share(sizes, 0.5).size());
        assertEquals(3, Measures.share(sizes, 0.9).size());
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name + ".java"), text);
    }
}
