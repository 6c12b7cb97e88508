package org.hamail.recovery.journal;

import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;
import org.hamail.io.JsonText;
import org.hamail.io.Sha256;
import org.hamail.recovery.event.Entry;
import org.hamail.recovery.event.Moment;

/** One record as one line of JSON, chained by its hash to the record before. */
final class RecordCodec {
    static final String NO_RECORD = "0".repeat(64);

    private static final DateTimeFormatter TIME =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);
    private static final String HASH_KEY = ",\"hash\":";
    private static final int HASH_TAIL = HASH_KEY.length() + 64 + 3;

    private RecordCodec() {}

    /** A record as a line: its entry, its place in the chain, and its text without a line end. */
    record Line(Entry entry, String prev, String hash, String text) {
        /** How much memory it takes, more or less. */
        int length() {
            return text.length();
        }
    }

    /** The line, without a line end, of {@code entry} behind the record with the hash {@code prev}. */
    static Line encode(Entry entry, String prev) {
        var text = new StringWriter(512);
        try (var json = new JsonWriter(text)) {
            json.setSerializeNulls(true);
            json.beginObject();
            json.name("seq").value(entry.seq());
            json.name("time").value(TIME.format(entry.at().time()));
            json.name("boot").value(entry.at().boot());
            json.name("uptime").value(entry.at().uptime());
            json.name("type").value(EventCodec.type(entry.event()));
            EventCodec.write(entry.event(), json);
            json.name("prev").value(prev);
            json.endObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String body = text.toString();
        body = body.substring(0, body.length() - 1);
        String hash = Sha256.hex(body.getBytes(StandardCharsets.UTF_8));
        return new Line(entry, prev, hash, body + HASH_KEY + '"' + hash + "\"}");
    }

    /**
     * Reads a line and proves that its hash is its own.
     *
     * @throws IllegalArgumentException with the reason when it is not a record, or not the one that was written
     */
    static Line decode(byte[] line) {
        Line known = DecodedLines.find(line);
        if (known != null) {
            return known;
        }
        Line decoded = decodeAnew(line);
        DecodedLines.keep(line, decoded);
        return decoded;
    }

    /** The same for who reads more lines than are kept, each of them once. */
    static Line decodeAnew(byte[] line) {
        int bodyLength = line.length - HASH_TAIL;
        if (bodyLength <= 0 || !text(line, bodyLength, HASH_KEY.length()).equals(HASH_KEY)) {
            throw new IllegalArgumentException("it does not end with a hash");
        }
        String hash = text(line, bodyLength + HASH_KEY.length() + 1, 64);
        if (!Sha256.hex(line, bodyLength).equals(hash)) {
            throw new IllegalArgumentException("its hash is not the hash of its text");
        }
        try {
            String text = text(line, 0, line.length);
            RecordFields record = object(text);
            var at = new Moment(
                    Instant.parse(record.string("time")),
                    record.string("boot"),
                    new BigDecimal(record.string("uptime")));
            var entry =
                    new Entry(record.member("seq").getAsLong(), at, EventReader.read(record.string("type"), record));
            return new Line(entry, record.string("prev"), hash, text);
        } catch (JsonParseException | IOException | DateTimeException | ClassCastException | IllegalStateException e) {
            throw new IllegalArgumentException("it is not a record: " + e.getMessage(), e);
        }
    }

    private static RecordFields object(String text) throws IOException {
        var reader = new JsonReader(new StringReader(text));
        reader.setStrictness(Strictness.STRICT);
        JsonElement element = JsonText.next(reader);
        if (reader.peek() != JsonToken.END_DOCUMENT) {
            throw new IllegalArgumentException("there is more than one value");
        }
        return new RecordFields(element.getAsJsonObject());
    }

    private static String text(byte[] bytes, int from, int length) {
        return new String(bytes, from, length, StandardCharsets.UTF_8);
    }
}
