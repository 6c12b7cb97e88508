package org.hamail.recovery.journal;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The fields of a record as it was read; every method fails with {@link IllegalArgumentException} for one that must be there. */
record RecordFields(JsonObject json) {
    JsonElement member(String name) {
        JsonElement value = json.get(name);
        if (value == null) {
            throw new IllegalArgumentException("it has no '" + name + "'");
        }
        return value;
    }

    String string(String name) {
        return member(name).getAsString();
    }

    boolean flag(String name) {
        return member(name).getAsBoolean();
    }

    JsonArray array(String name) {
        return member(name).getAsJsonArray();
    }

    /** The meaning of a word of a closed list, which it has when the word is known. */
    <T> T known(String name, Optional<T> meaning) {
        if (meaning.isEmpty()) {
            throw new IllegalArgumentException("unknown " + name + " '" + string(name) + "'");
        }
        return meaning.get();
    }

    Optional<String> optional(String name) {
        return Optional.ofNullable(nullable(name));
    }

    @Nullable
    String nullable(String name) {
        JsonElement value = present(name);
        return value == null ? null : value.getAsString();
    }

    @Nullable
    Boolean truth(String name) {
        JsonElement value = present(name);
        return value == null ? null : value.getAsBoolean();
    }

    @Nullable
    Long number(String name) {
        JsonElement value = present(name);
        return value == null ? null : value.getAsLong();
    }

    private @Nullable JsonElement present(String name) {
        JsonElement value = json.get(name);
        return value == null || value instanceof JsonNull ? null : value;
    }
}
