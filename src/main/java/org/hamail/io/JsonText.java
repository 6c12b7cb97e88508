package org.hamail.io;

import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.stream.JsonReader;
import java.util.function.Supplier;

/** Reads JSON, and keeps apart what is wrong with the text and what this process lacks: Gson calls both a fault of the text. */
public final class JsonText {
    private JsonText() {}

    /**
     * The one value in {@code text}.
     *
     * @throws JsonParseException when it is not JSON
     */
    public static JsonElement parse(String text) {
        return read(() -> JsonParser.parseString(text));
    }

    /**
     * The next value.
     *
     * @throws JsonParseException when it is not JSON
     */
    public static JsonElement next(JsonReader reader) {
        return read(() -> JsonParser.parseReader(reader));
    }

    private static JsonElement read(Supplier<JsonElement> value) {
        try {
            return value.get();
        } catch (JsonParseException e) {
            if (e.getCause() instanceof OutOfMemoryError memory) {
                throw memory;
            }
            throw e;
        }
    }
}
