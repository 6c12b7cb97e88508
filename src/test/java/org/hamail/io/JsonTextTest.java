package org.hamail.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.gson.JsonParseException;
import com.google.gson.stream.JsonReader;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class JsonTextTest {
    @Test
    void shortageOfMemoryIsNoFaultOfText() {
        var reader = new JsonReader(new Reader() {
            @Override
            public int read(char[] buffer, int from, int count) {
                throw new OutOfMemoryError("Java heap space");
            }

            @Override
            public void close() {}
        });
        assertThrows(OutOfMemoryError.class, () -> JsonText.next(reader));
    }

    @Test
    void aTextThatIsNoJsonIsOne() {
        for (String text : List.of("{", "[".repeat(100_000), "{\"a\":1}}")) {
            assertThrows(JsonParseException.class, () -> JsonText.parse(text));
        }
    }

    @Test
    void nobodyElseReadsTrees() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            List<Path> others = files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.endsWith("JsonText.java"))
                    .filter(JsonTextTest::usesTheParser)
                    .toList();
            assertEquals(List.of(), others, "use JsonText");
        }
    }

    private static boolean usesTheParser(Path file) {
        try {
            return Files.readString(file).contains("com.google.gson.JsonParser;");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
