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
import org.hamail.submit.PassiveResult;
import org.hamail.submit.Sink;
import org.hamail.submit.SinkDispatcher;
import org.hamail.submit.SinkDispatcher.RetryDelay;
import org.hamail.submit.SinkState;
import org.hamail.submit.Spool;
import org.hamail.time.Deadline.Ticker;

/** The way to every sink of the configuration in force. */
final class SinkDispatchers implements Closeable {
    private static final RetryDelay PATIENCE = new RetryDelay(Duration.ofMillis(500), Duration.ofSeconds(15));

    private final Spool spool;
    private final Ticker ticker;
    private final Consumer<String> notes;
    private volatile Map<String, SinkDispatcher> dispatchers = Map.of();

    SinkDispatchers(Spool spool, Ticker ticker, Consumer<String> notes) {
        this.spool = spool;
        this.ticker = ticker;
        this.notes = notes;
    }

    /** From now on these; a sink that was there before goes on with what waits for it. */
    synchronized void replace(List<Sink> sinks) throws IOException {
        Map<String, SinkDispatcher> old = dispatchers;
        var next = new LinkedHashMap<String, SinkDispatcher>();
        var added = new ArrayList<SinkDispatcher>();
        try {
            for (Sink sink : sinks) {
                SinkDispatcher known = old.get(sink.name());
                if (known == null) {
                    known = new SinkDispatcher(sink, spool, PATIENCE, ticker, notes);
                    added.add(known);
                }
                next.put(sink.name(), known);
            }
        } catch (IOException e) {
            for (SinkDispatcher dispatcher : added) {
                dispatcher.close();
            }
            throw e;
        }
        sinks.forEach(sink -> Objects.requireNonNull(next.get(sink.name())).use(sink));
        dispatchers = next;
        added.forEach(SinkDispatcher::start);
        for (Map.Entry<String, SinkDispatcher> entry : old.entrySet()) {
            if (!next.containsKey(entry.getKey())) {
                entry.getValue().close();
            }
        }
        spool.warnAboutUnusedSpools(next.keySet());
    }

    void accept(PassiveResult result) {
        dispatchers.values().forEach(dispatcher -> dispatcher.accept(result));
    }

    void sync() {
        dispatchers.values().forEach(SinkDispatcher::sync);
    }

    List<SinkState> states() {
        return dispatchers.values().stream().map(SinkDispatcher::state).collect(Collectors.toList());
    }

    /** Waits for what waits, but not for a sink that is down. */
    void drain(Duration limit) throws InterruptedException {
        for (SinkDispatcher dispatcher : dispatchers.values()) {
            if (dispatcher.state().down().isEmpty()) {
                dispatcher.drain(limit);
            }
        }
    }

    @Override
    public synchronized void close() throws IOException {
        dispatchers.values().forEach(SinkDispatcher::stop); // all at once: each may still wait for a sink that hangs
        for (SinkDispatcher dispatcher : dispatchers.values()) {
            dispatcher.close();
        }
        spool.close();
    }
}
