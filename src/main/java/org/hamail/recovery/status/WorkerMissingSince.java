package org.hamail.recovery.status;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import org.hamail.io.AtomicFile;
import org.hamail.io.JsonText;
import org.hamail.io.StateFiles;
import org.hamail.recovery.ReconcileFindings;
import org.hamail.recovery.Site;
import org.hamail.recovery.event.Moment;

/** When somebody who looks first saw that a worker is missing; of use to whoever looks next, and nothing is decided by it. */
public final class WorkerMissingSince {
    private static final String FILE = "worker-missing.json";
    private static final int LARGEST = 1 << 16;

    private final Path file;
    private final Site site;

    public WorkerMissingSince(Site site) {
        this.site = site;
        this.file = site.directory().resolve(FILE);
    }

    /** When what has been open since the record {@code since} was first seen; empty when nobody has seen it. */
    Optional<Moment> of(long since) {
        try {
            return read(since);
        } catch (IOException
                | JsonParseException
                | DateTimeException
                | IllegalStateException
                | NumberFormatException
                | NullPointerException e) {
            return Optional.empty(); // as if nobody had seen it: then it counts as long ago
        }
    }

    private Optional<Moment> read(long since) throws IOException {
        JsonObject json = JsonText.parse(new String(StateFiles.read(file, LARGEST), StandardCharsets.UTF_8))
                .getAsJsonObject();
        return json.get("since").getAsLong() == since
                ? Optional.of(new Moment(
                        Instant.parse(json.get("time").getAsString()),
                        json.get("boot").getAsString(),
                        new BigDecimal(json.get("uptime").getAsString())))
                : Optional.empty();
    }

    /** For a journal that begins anew: its numbers mean something else. */
    public void forget() throws IOException {
        Files.deleteIfExists(file);
    }

    /** Remembers what {@code found} shows, unless it is known already. */
    public void remember(ReconcileFindings found) {
        Optional<OpenFor> waiting = found.waiting().map(fault -> OpenFor.of(found.situation(), fault.fault()));
        if (waiting.isEmpty() || of(waiting.get().since()).isPresent() || !Files.isDirectory(site.directory())) {
            return;
        }
        JsonObject json = json(waiting.get().since(), found.situation().now());
        try {
            AtomicFile.replaceUnlocked(file, json + "\n");
        } catch (IOException e) {
            return; // a full disk, or another look at the same time: nothing that must be done depends on it
        }
    }

    private static JsonObject json(long since, Moment now) {
        var json = new JsonObject();
        json.addProperty("since", since);
        json.addProperty("time", now.time().toString());
        json.addProperty("boot", now.boot());
        json.addProperty("uptime", now.uptime());
        return json;
    }
}
