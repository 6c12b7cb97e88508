package org.hamail.process.sockets;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hamail.process.sockets.SocketRow.Ends;

/**
 * What was seen of the clients of one port while anybody looked on: a fold over the tables, once for all probes. It knows no
 * clock and reads no file.
 */
final class PortHistory {
    /** A row may be left out of a table that changes while it is read. */
    private static final int OVERLOOKED = 3;

    private final Listeners listeners = new Listeners();
    private final Map<Ends, Client> clients = new HashMap<>();
    private final List<Former> former = new ArrayList<>();
    private final Set<Ends> own = new HashSet<>();
    private int look;
    private int lost;
    private Optional<Duration> last = Optional.empty();

    /** One whose ends another connection has now. */
    private record Former(Ends ends, Client client) {}

    /** Of whoever asks about the clients. */
    interface ClientConsumer {
        void accept(Ends ends, Client client);
    }

    /** What the table shows of this port at {@code at}, from any start. */
    void look(List<SocketRow> rows, Duration at) {
        look++;
        listeners.see(rows, look);
        for (SocketRow row : rows) {
            if (!row.isListening()) {
                client(row).see(row, look, at);
            }
        }
        clients.values().forEach(client -> client.miss(look));
        last = Optional.of(at);
    }

    private Client client(SocketRow row) {
        var ends = new Ends(row.local(), row.remote());
        Client known = clients.get(ends);
        if (known != null && !known.isOtherThan(row)) {
            return known;
        }
        if (known != null) {
            former.add(new Former(ends, known));
        }
        return begin(ends, row);
    }

    private Client begin(Ends ends, SocketRow row) {
        var client = new Client(listeners.of(row.local().address(), look), last);
        clients.put(ends, client);
        return client;
    }

    /** What happened until the next look is not known. */
    void miss() {
        lost = look + 1;
    }

    /** Forgets what happened up to {@code start}, the first look of the oldest probe, and is over. */
    void forget(int start) {
        former.removeIf(old -> old.client().isOlderThan(start));
        clients.entrySet()
                .removeIf(entry -> !own.contains(entry.getKey())
                        && entry.getValue().lastSeen() <= look - OVERLOOKED
                        && entry.getValue().isOlderThan(start));
    }

    /** The number of the last look. */
    int looks() {
        return look;
    }

    /** Whether the table could be read in every look after {@code start}, and in that one. */
    boolean isWhole(int start) {
        return start > 0 && lost <= start;
    }

    Listeners listeners() {
        return listeners;
    }

    /** A connection that a probe of this process has begun. */
    void addOwn(Ends ends) {
        own.add(ends);
    }

    void removeOwn(Ends ends) {
        own.remove(ends);
    }

    Optional<Client> at(Ends ends) {
        return Optional.ofNullable(clients.get(ends));
    }

    /** Shows all that came to {@code listener}, but the probes of this process. */
    void others(Set<InetAddress> used, ClientConsumer consumer) {
        former.forEach(old -> show(old.ends(), old.client(), used, consumer));
        clients.forEach((ends, client) -> show(ends, client, used, consumer));
    }

    private void show(Ends ends, Client client, Set<InetAddress> used, ClientConsumer consumer) {
        if (client.listener().filter(used::contains).isPresent() && !own.contains(ends)) {
            consumer.accept(ends, client);
        }
    }
}
