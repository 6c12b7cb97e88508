package org.hamail.submit;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.CRC32;
import org.hamail.io.JsonText;
import org.hamail.plugin.Status;

/**
 * One line of a spool file: a result that waits, or the note that a result need not wait any more. Its sum at the front
 * shows a torn or foreign line.
 *
 * @param number of the result, rising
 * @param result empty when the line says that result {@code number} is done
 */
record SpoolLine(long number, Optional<PassiveResult> result) {
    private static final int SUM_DIGITS = 8;

    static SpoolLine done(long number) {
        return new SpoolLine(number, Optional.empty());
    }

    static SpoolLine waiting(long number, PassiveResult result) {
        return new SpoolLine(number, Optional.of(result));
    }

    /** {@code SUM NUMBER [JSON]} with a line end. */
    byte[] encode() {
        String body = number + result.map(kept -> " " + json(kept)).orElse("");
        return (sum(body) + " " + body + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** The line without its line end; empty when it is none of ours. */
    static Optional<SpoolLine> decode(String line) {
        if (line.length() < SUM_DIGITS + 2 || line.charAt(SUM_DIGITS) != ' ') {
            return Optional.empty();
        }
        String body = line.substring(SUM_DIGITS + 1);
        return sum(body).equals(line.substring(0, SUM_DIGITS)) ? parsed(body) : Optional.empty();
    }

    private static Optional<SpoolLine> parsed(String body) {
        try {
            int space = body.indexOf(' ');
            return Optional.of(
                    space < 0
                            ? done(Long.parseLong(body))
                            : waiting(Long.parseLong(body.substring(0, space)), result(body.substring(space + 1))));
        } catch (JsonParseException | IllegalArgumentException | IllegalStateException | DateTimeException e) {
            return Optional.empty();
        }
    }

    private static String json(PassiveResult result) {
        var object = new JsonObject();
        object.addProperty("host", result.about().host());
        object.addProperty("service", result.about().service());
        object.addProperty("state", result.status().name());
        object.addProperty("output", result.output());
        object.addProperty("perfdata", result.perfdata());
        object.addProperty("start", result.start().toString());
        object.addProperty("end", result.end().toString());
        object.addProperty("fresh", result.freshFor().toString());
        return new Gson().toJson(object);
    }

    private static PassiveResult result(String json) {
        JsonObject object = JsonText.parse(json).getAsJsonObject();
        return new PassiveResult(
                new ServiceName(text(object, "host"), text(object, "service")),
                Status.valueOf(text(object, "state")),
                text(object, "output"),
                text(object, "perfdata"),
                Instant.parse(text(object, "start")),
                Instant.parse(text(object, "end")),
                Duration.parse(text(object, "fresh")));
    }

    private static String text(JsonObject object, String key) {
        JsonElement value = object.get(key);
        if (value == null || !value.isJsonPrimitive()) {
            throw new IllegalArgumentException("no " + key);
        }
        return value.getAsString();
    }

    private static String sum(String body) {
        var crc = new CRC32();
        crc.update(body.getBytes(StandardCharsets.UTF_8));
        return String.format(Locale.ROOT, "%08x", crc.getValue());
    }
}
