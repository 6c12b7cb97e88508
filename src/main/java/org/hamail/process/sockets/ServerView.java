package org.hamail.process.sockets;

import java.net.InetAddress;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.hamail.probe.ServerSide;
import org.hamail.process.sockets.SocketRow.Endpoint;
import org.hamail.process.sockets.SocketRow.Ends;

/** What one probe sees of the server's other clients since its start. It knows no clock and reads no file. */
final class ServerView {
    private final PortHistory history;
    private final Set<InetAddress> addresses;
    private final boolean speaksFirst;
    private final int start;
    private final Set<Ends> mine = new HashSet<>();
    private Optional<Ends> own = Optional.empty();
    private int firstLook; // at the connection

    /**
     * @param start the look from before the probe's connection
     * @param addresses those of the server, of which the probe uses one
     * @param speaksFirst whether clients of this port speak first
     */
    ServerView(PortHistory history, int start, Set<InetAddress> addresses, boolean speaksFirst) {
        this.history = history;
        this.start = start;
        this.addresses = Set.copyOf(addresses);
        this.speaksFirst = speaksFirst;
    }

    /** How often the table was looked at since the probe's start. */
    int looks() {
        return history.looks() - start;
    }

    /** The probe's connection; a new one where it begins again, because the server has ended the one before. */
    void connected(Ends ends) {
        own = Optional.of(ends);
        firstLook = history.looks() + 1;
        mine.add(ends);
        history.addOwn(ends);
    }

    void close() {
        mine.forEach(history::removeOwn);
    }

    /**
     * What was seen, when the deadline passes in {@code step}; empty where it cannot be told that others were served.
     *
     * @param hidden the other ends of hamail's probes in other processes
     */
    Optional<ServerSide.FullServer> full(ServerSide.Step step, Predicate<Endpoint> hidden) {
        Set<InetAddress> used = usedListeners();
        if (!history.isWhole(start) || used.isEmpty() || isElsewhere(used)) {
            return Optional.empty();
        }
        boolean among = isWaiting() && step != ServerSide.Step.LATER;
        ServedCount count = count(used, step, hidden);
        return count.served == 0
                ? Optional.empty()
                : Optional.of(new ServerSide.FullServer(count.served, count.waiting + (among ? 1 : 0), among));
    }

    private ServedCount count(Set<InetAddress> used, ServerSide.Step step, Predicate<Endpoint> hidden) {
        var count = new ServedCount();
        history.others(used, (ends, client) -> {
            if (!hidden.test(ends.remote())) {
                count.served += counts(client, step) ? 1 : 0;
                count.waiting += client.isWaiting() ? 1 : 0;
            }
        });
        return count;
    }

    private static final class ServedCount {
        private int served;
        private int waiting;
    }

    /** The clients that decide in {@code step}, so that it is worth asking whose connections these are. */
    Set<Endpoint> decisive(ServerSide.Step step) {
        var found = new HashSet<Endpoint>();
        history.others(usedListeners(), (ends, client) -> {
            if (counts(client, step)) {
                found.add(ends.remote());
            }
        });
        return found;
    }

    /** Before it is connected, the probe may come to any of the addresses. */
    private Set<InetAddress> usedListeners() {
        Set<InetAddress> asked = own.map(ends -> Set.of(ends.local().address())).orElse(addresses);
        return asked.stream()
                .flatMap(address -> history.listeners().of(address, start).stream())
                .collect(Collectors.toSet());
    }

    /** Whether the probe's connection does not end here, although there was room for it: in a container, or behind a proxy. */
    private boolean isElsewhere(Set<InetAddress> used) {
        return own.isPresent()
                && history.at(own.get()).isEmpty()
                && used.stream().anyMatch(listener -> history.listeners().hadRoom(listener, firstLook));
    }

    private boolean isWaiting() {
        return own.flatMap(history::at).filter(Client::isAccepted).isEmpty();
    }

    private boolean counts(Client client, ServerSide.Step step) {
        return switch (step) {
            case CONNECT -> isHandled(client);
            case GREETING -> isWaiting() ? isHandled(client) : client.becameServed(start, speaksFirst);
            case LATER ->
                hasGivenUp()
                        ? client.endedAfterSpeaking(start) && client.endedSoon(start)
                        : client.endedAfterSpeaking(start);
        };
    }

    /** A server that has ended the probe's own connection by itself does so with others: it heard them as little. */
    private boolean hasGivenUp() {
        return mine.size() > 1;
    }

    /** Whoever waits behind it gets a turn as well: the queue is first in, first out. */
    private boolean isHandled(Client client) {
        return client.becameAccepted(start) || client.becameServed(start, speaksFirst);
    }
}
