package org.hamail.agent;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.hamail.submit.Outbox;
import org.hamail.submit.OutboxState;
import org.hamail.submit.PassiveResult;
import org.hamail.submit.Patience;
import org.hamail.submit.Sink;
import org.hamail.submit.Spool;
import org.hamail.time.Ticker;

/** The way to every sink of the configuration in force. */
final class Outboxes implements Closeable {
    private static final Patience PATIENCE = new Patience(Duration.ofMillis(500), Duration.ofSeconds(15));

    private final Spool spool;
    private final Ticker ticker;
    private final Consumer<String> notes;
    private volatile Map<String, Outbox> outboxes = Map.of();

    Outboxes(Spool spool, Ticker ticker, Consumer<String> notes) {
        this.spool = spool;
        this.ticker = ticker;
        this.notes = notes;
    }

    /** From now on these; a sink that was there before goes on with what waits for it. */
    synchronized void replace(List<Sink> sinks) throws IOException {
        Map<String, Outbox> old = outboxes;
        var next = new LinkedHashMap<String, Outbox>();
        var added = new ArrayList<Outbox>();
        try {
            for (Sink sink : sinks) {
                Outbox known = old.get(sink.name());
                if (known == null) {
                    known = new Outbox(sink, spool, PATIENCE, ticker, notes);
                    added.add(known);
                }
                next.put(sink.name(), known);
            }
        } catch (IOException e) {
            for (Outbox outbox : added) {
                outbox.close();
            }
            throw e;
        }
        sinks.forEach(sink -> Objects.requireNonNull(next.get(sink.name())).use(sink));
        outboxes = next;
        added.forEach(Outbox::start);
        for (Map.Entry<String, Outbox> entry : old.entrySet()) {
            if (!next.containsKey(entry.getKey())) {
                entry.getValue().close();
            }
        }
        spool.nameStrangers(next.keySet());
    }

    void accept(PassiveResult result) {
        outboxes.values().forEach(outbox -> outbox.accept(result));
    }

    void sync() {
        outboxes.values().forEach(Outbox::sync);
    }

    List<OutboxState> states() {
        return outboxes.values().stream().map(Outbox::state).collect(Collectors.toList());
    }

    /** Waits for what waits, but not for a sink that is down. */
    void drain(Duration limit) throws InterruptedException {
        for (Outbox outbox : outboxes.values()) {
            if (outbox.state().down().isEmpty()) {
                outbox.drain(limit);
            }
        }
    }

    @Override
    public synchronized void close() throws IOException {
        outboxes.values().forEach(Outbox::stop); // all at once: each may still wait for a sink that hangs
        for (Outbox outbox : outboxes.values()) {
            outbox.close();
        }
        spool.close();
    }
}
