package org.hamail.recovery;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hamail.recovery.fault.Moment;
import org.hamail.recovery.journal.FileLockGuard;
import org.hamail.recovery.policy.Reading;
import org.hamail.recovery.policy.Storm;

/**
 * Which logical hosts of this machine were acted on lately. Held under one lock from the last decision to the intent, so that
 * two workers cannot both be the last one that is still allowed.
 */
final class StormLedger implements AutoCloseable {
    private static final String FILE = "storm.jsonl";
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Path file;
    private final FileLockGuard lock;

    private StormLedger(Path file, FileLockGuard lock) {
        this.file = file;
        this.lock = lock;
    }

    private record Act(String logicalHost, Moment at) {}

    /** Opens the ledger of {@code stateDir}. */
    static StormLedger open(Path stateDir) throws IOException {
        FileLockGuard lock = FileLockGuard.take(stateDir.resolve("storm.lock"), PATIENCE)
                .orElseThrow(() -> new IOException("the storm ledger is locked by another process"));
        return new StormLedger(stateDir.resolve(FILE), lock);
    }

    /** How many other logical hosts than {@code logicalHost} were acted on within {@code interval}. */
    Reading<Storm> read(String logicalHost, Moment now, Duration interval) {
        try {
            Set<String> others = new HashSet<>();
            Optional<Duration> longest = Optional.empty();
            for (Act act : acts()) {
                Duration age = now.since(act.at());
                if (!act.logicalHost().equals(logicalHost) && age.compareTo(interval) < 0) {
                    others.add(act.logicalHost());
                    longest = longest.filter(other -> other.compareTo(age) >= 0).or(() -> Optional.of(age));
                }
            }
            Optional<Instant> opensAt = longest.map(age -> now.time().plus(interval.minus(age)));
            return new Reading.Known<>(new Storm(others.size(), opensAt), FILE, 0);
        } catch (IOException e) {
            return new Reading.Unreadable<>("cannot read " + file + ": " + e, FILE);
        } catch (JsonParseException
                | IllegalArgumentException
                | IllegalStateException
                | NullPointerException
                | ClassCastException
                | DateTimeException e) {
            return new Reading.Unreadable<>(file + " makes no sense: " + e.getMessage(), FILE);
        }
    }

    /** Notes that {@code logicalHost} is about to be acted on; acts older than {@code keep} are dropped. */
    void note(String logicalHost, Moment now, Duration keep) throws IOException {
        var kept = new StringBuilder();
        for (Act act : acts()) {
            if (now.since(act.at()).compareTo(keep) < 0) {
                kept.append(line(act)).append('\n');
            }
        }
        kept.append(line(new Act(logicalHost, now))).append('\n');
        Path fresh = file.resolveSibling(FILE + ".new");
        try (FileChannel channel = FileChannel.open(
                fresh, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            channel.write(ByteBuffer.wrap(kept.toString().getBytes(StandardCharsets.UTF_8)));
            channel.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private List<Act> acts() throws IOException {
        if (!Files.exists(file)) {
            return List.of();
        }
        var acts = new ArrayList<Act>();
        for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
            JsonObject json = JsonParser.parseString(line).getAsJsonObject();
            acts.add(new Act(
                    json.get("logical_host").getAsString(),
                    new Moment(
                            Instant.parse(json.get("time").getAsString()),
                            json.get("boot").getAsString(),
                            new BigDecimal(json.get("uptime").getAsString()))));
        }
        return acts;
    }

    private static String line(Act act) {
        var json = new JsonObject();
        json.addProperty("logical_host", act.logicalHost());
        json.addProperty("time", act.at().time().toString());
        json.addProperty("boot", act.at().boot());
        json.addProperty("uptime", act.at().uptime());
        return json.toString();
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
