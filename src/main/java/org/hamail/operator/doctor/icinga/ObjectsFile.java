package org.hamail.operator.doctor.icinga;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Consumer;
import org.hamail.io.JsonText;

/** Reads {@code icinga2.debug}, in which Icinga keeps its objects: one JSON document a netstring. */
final class ObjectsFile {
    private static final int LONGEST = 64 << 20;

    private final Consumer<IcingaObject> objects;

    ObjectsFile(Consumer<IcingaObject> objects) {
        this.objects = objects;
    }

    void read(InputStream in) throws IOException {
        int length = length(in);
        while (length >= 0) {
            byte[] text = in.readNBytes(length);
            if (text.length < length || in.read() != ',') {
                throw new EOFException("it ends in the middle of an object");
            }
            object(new String(text, StandardCharsets.UTF_8));
            length = length(in);
        }
    }

    /** Of the next netstring; -1 at the end. */
    private static int length(InputStream in) throws IOException {
        int length = 0;
        boolean isFirst = true;
        for (int c = in.read(); c != ':'; c = in.read()) {
            if (c < 0 && isFirst) {
                return -1;
            }
            length = length * 10 + c - '0';
            if (c < '0' || c > '9' || length > LONGEST) {
                throw new IOException("no object file of Icinga: a length is expected");
            }
            isFirst = false;
        }
        return length;
    }

    private void object(String text) throws IOException {
        try {
            JsonObject json = JsonText.parse(text).getAsJsonObject();
            String type = json.get("type").getAsString();
            if (!IcingaObject.TYPES.contains(type)) {
                return;
            }
            JsonObject properties = json.getAsJsonObject("properties");
            var object = new IcingaObject(type, properties.get("__name").getAsString());
            object.declaredAt(place(json.getAsJsonArray("debug_info"), 0));
            values(object, "", properties);
            if (json.get("debug_hints") instanceof JsonObject hints) {
                places(object, "", hints);
            }
            objects.accept(object);
        } catch (JsonParseException | IllegalStateException | ClassCastException | NullPointerException e) {
            throw new IOException("no object file of Icinga: " + e.getMessage(), e);
        }
    }

    private static void values(IcingaObject object, String above, JsonObject json) {
        for (Map.Entry<String, JsonElement> entry : json.entrySet()) {
            String path = above + entry.getKey();
            JsonElement value = entry.getValue();
            if (value.isJsonObject()) {
                values(object, path + ".", value.getAsJsonObject());
            } else if (!value.isJsonNull()) {
                object.put(path, value.isJsonArray() ? value.toString() : value.getAsString());
            }
        }
    }

    private static void places(IcingaObject object, String above, JsonObject hints) {
        if (hints.get("messages") instanceof JsonArray messages && !messages.isEmpty()) {
            object.modifiedAt(above, place(messages.get(messages.size() - 1).getAsJsonArray(), 1));
        }
        if (hints.get("properties") instanceof JsonObject properties) {
            for (Map.Entry<String, JsonElement> entry : properties.entrySet()) {
                if (entry.getValue() instanceof JsonObject inner) {
                    places(object, above.isEmpty() ? entry.getKey() : above + "." + entry.getKey(), inner);
                }
            }
        }
    }

    private static String place(JsonArray words, int file) {
        return words.get(file).getAsString() + ":" + words.get(file + 1).getAsString();
    }
}
