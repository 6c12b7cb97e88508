package org.hamail.recovery;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hamail.io.AtomicFile;
import org.hamail.io.FileLock;
import org.hamail.io.FileProblem;
import org.hamail.io.JsonText;
import org.hamail.io.StateFiles;
import org.hamail.recovery.event.Moment;
import org.hamail.recovery.policy.Reading;
import org.hamail.recovery.policy.Situation.Storm;

/**
 * Which logical hosts of this machine were acted on lately. Held under one lock from the last decision to the intent, so that
 * two workers cannot both be the last one that is still allowed.
 */
public final class StormLedger implements AutoCloseable {
    private static final String FILE = "storm.jsonl";
    private static final int LARGEST = 1 << 20;

    /** What there is to say where another process keeps it. */
    public static final String LOCKED = "the storm ledger is locked by another process";

    private final Path file;
    private final FileLock lock;

    private StormLedger(Path file, FileLock lock) {
        this.file = file;
        this.lock = lock;
    }

    private record LedgerEntry(String logicalHost, Moment at) {}

    /** The ledger could not be had. */
    static final class LedgerClosed extends IOException {
        private static final long serialVersionUID = 1L;

        LedgerClosed(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /**
     * Opens the ledger of {@code stateDir}; empty when another process has kept it for {@code limit}. Who holds a journal
     * waits for moments only: the event handlers wait for the journal.
     */
    public static Optional<StormLedger> open(Path stateDir, Duration limit) throws LedgerClosed {
        try {
            return FileLock.take(stateDir.resolve("storm.lock"), limit)
                    .map(lock -> new StormLedger(stateDir.resolve(FILE), lock));
        } catch (IOException e) {
            throw new LedgerClosed("cannot lock the storm ledger: " + FileProblem.sentence(e), e);
        }
    }

    /** How many other logical hosts than {@code logicalHost} were acted on within {@code interval}. */
    Reading<Storm> read(String logicalHost, Moment now, Duration interval) {
        try {
            Set<String> others = new HashSet<>();
            Optional<Duration> longest = Optional.empty();
            for (LedgerEntry act : acts()) {
                Duration age = now.since(act.at());
                if (!act.logicalHost().equals(logicalHost) && age.compareTo(interval) < 0) {
                    others.add(act.logicalHost());
                    longest = longest.filter(other -> other.compareTo(age) >= 0).or(() -> Optional.of(age));
                }
            }
            Optional<Instant> opensAt = longest.map(age -> now.time().plus(interval.minus(age)));
            return new Reading.Known<>(new Storm(others.size(), opensAt), FILE, 0);
        } catch (IOException e) {
            return new Reading.Unreadable<>("cannot read " + file + ": " + FileProblem.reason(e), FILE);
        } catch (Senseless e) {
            return new Reading.Unreadable<>(file + " is not valid: " + e.getMessage(), FILE);
        }
    }

    /**
     * Notes that {@code logicalHost} is about to be acted on; acts older than {@code keep} are dropped. A ledger that makes no
     * sense stays one, with the note at its end: it goes on refusing every failover until a person has looked.
     *
     * @return why it could not be noted; empty when it was
     */
    public Optional<String> note(String logicalHost, Moment now, Duration keep) {
        try {
            replace(logicalHost, now, keep);
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of("cannot write " + file + ": " + FileProblem.reason(e));
        }
    }

    private void replace(String logicalHost, Moment now, Duration keep) throws IOException {
        var kept = new StringBuilder();
        try {
            for (LedgerEntry act : acts()) {
                if (now.since(act.at()).compareTo(keep) < 0) {
                    kept.append(line(act)).append('\n');
                }
            }
        } catch (Senseless e) {
            kept.append(new String(StateFiles.read(file, LARGEST), StandardCharsets.ISO_8859_1).strip())
                    .append('\n');
        }
        kept.append(line(new LedgerEntry(logicalHost, now))).append('\n');
        AtomicFile.replace(file, kept.toString());
    }

    /** The ledger is not what was written. */
    private static final class Senseless extends Exception {
        private static final long serialVersionUID = 1L;

        Senseless(Exception why) {
            super(why.getMessage(), why);
        }
    }

    private List<LedgerEntry> acts() throws IOException, Senseless {
        if (!Files.exists(file)) {
            return List.of();
        }
        var acts = new ArrayList<LedgerEntry>();
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(StateFiles.read(file, LARGEST)))
                    .toString();
            for (String line : text.lines().toList()) {
                acts.add(act(JsonText.parse(line).getAsJsonObject()));
            }
        } catch (CharacterCodingException
                | JsonParseException
                | IllegalArgumentException
                | IllegalStateException
                | NullPointerException
                | ClassCastException
                | DateTimeException e) {
            throw new Senseless(e);
        }
        return acts;
    }

    private static LedgerEntry act(JsonObject json) {
        return new LedgerEntry(
                json.get("logical_host").getAsString(),
                new Moment(
                        Instant.parse(json.get("time").getAsString()),
                        json.get("boot").getAsString(),
                        new BigDecimal(json.get("uptime").getAsString())));
    }

    private static String line(LedgerEntry act) {
        var json = new JsonObject();
        json.addProperty("logical_host", act.logicalHost());
        json.addProperty("time", act.at().time().toString());
        json.addProperty("boot", act.at().boot());
        json.addProperty("uptime", act.at().uptime());
        return json.toString();
    }

    /** What was noted is on the disk, and the kernel has taken the lock back: nothing is lost with a file that closes badly. */
    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            return; // an intent stands beside the note by now, and must not be left without its action
        }
    }
}
