package org.hamail.process.sockets;

import java.net.InetAddress;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.hamail.probe.ServerSide;

/**
 * What one probe sees of the server's other clients: a fold over the tables of its time. It knows no clock and reads no
 * file.
 */
final class ServerView {
    private final Set<InetAddress> addresses;
    private final int port;
    private final boolean speaksFirst;
    private final Map<Endpoint, Client> clients = new LinkedHashMap<>();
    private boolean begun;
    private boolean listens;
    private boolean queueHadRoom;
    private Optional<Endpoint> own = Optional.empty();
    private boolean ownSeen;
    private boolean ownAccepted;

    /**
     * @param addresses those of the server, of which the probe uses one
     * @param speaksFirst whether clients of this port speak first
     */
    ServerView(Set<InetAddress> addresses, int port, boolean speaksFirst) {
        this.addresses = Set.copyOf(addresses);
        this.port = port;
        this.speaksFirst = speaksFirst;
    }

    int port() {
        return port;
    }

    /** The probe's own end of its connection; a new one where it begins again. */
    void connected(Endpoint end) {
        own = Optional.of(end);
        ownSeen = false;
        ownAccepted = false;
    }

    /** What the table shows at {@code at} since the probe's start; the first table is the one from before it. */
    void look(List<SocketRow> table, Duration at) {
        Set<InetAddress> listening = table.stream()
                .filter(SocketRow::isListening)
                .filter(row -> row.local().port() == port)
                .map(row -> row.local().address())
                .collect(Collectors.toSet());
        listens |= isServed(listening);
        queueHadRoom |= table.stream()
                .filter(SocketRow::isListening)
                .filter(row -> row.local().port() == port)
                .anyMatch(row -> row.unread() == 0);
        var present = new HashSet<Endpoint>();
        for (SocketRow row : table) {
            if (!row.isListening() && belongs(row, listening)) {
                present.add(row.remote());
                note(row, at);
            }
        }
        clients.forEach((end, client) -> {
            if (!present.contains(end)) {
                client.lose();
            }
        });
        begun = true;
    }

    private void note(SocketRow row, Duration at) {
        if (own.isPresent() && own.get().equals(row.remote())) {
            ownSeen = true;
            ownAccepted |= row.isAccepted();
            return;
        }
        Client known = clients.get(row.remote());
        if (known == null) {
            clients.put(row.remote(), new Client(row, at, !begun));
        } else {
            known.see(row, at);
        }
    }

    private boolean isServed(Set<InetAddress> listening) {
        return listening.stream().anyMatch(address -> address.isAnyLocalAddress() || addresses.contains(address));
    }

    /** The same address, or, of a listener for all addresses, one without a listener of its own. */
    private boolean belongs(SocketRow row, Set<InetAddress> listening) {
        InetAddress local = row.local().address();
        return row.local().port() == port
                && (addresses.contains(local) || (usesWildcard(listening) && !listening.contains(local)));
    }

    private boolean usesWildcard(Set<InetAddress> listening) {
        return addresses.stream().noneMatch(listening::contains)
                && listening.stream().anyMatch(InetAddress::isAnyLocalAddress);
    }

    /**
     * What was seen, when the deadline passes in {@code step}; empty where it cannot be told that others were served.
     *
     * @param hidden the other ends of hamail's own probes
     */
    Optional<ServerSide.Full> full(ServerSide.Step step, Predicate<Endpoint> hidden) {
        boolean connectedUnseen = step != ServerSide.Step.CONNECT && !ownSeen && queueHadRoom;
        if (!listens || connectedUnseen) {
            return Optional.empty();
        }
        boolean ownWaits = !ownAccepted;
        List<Client> others = others(hidden);
        int served = (int)
                others.stream().filter(client -> counts(client, step, ownWaits)).count();
        int waiting = (int) others.stream().filter(Client::isWaiting).count();
        boolean among = ownWaits && step != ServerSide.Step.LATER;
        return served == 0
                ? Optional.empty()
                : Optional.of(new ServerSide.Full(served, waiting + (among ? 1 : 0), among));
    }

    private boolean counts(Client client, ServerSide.Step step, boolean ownWaits) {
        return switch (step) {
            case CONNECT -> isHandled(client);
            case GREETING -> ownWaits ? isHandled(client) : client.becameServed(speaksFirst);
            case LATER -> client.wasHeardOut();
        };
    }

    /** Whoever waits behind it gets a turn as well: the queue is first in, first out. */
    private boolean isHandled(Client client) {
        return client.becameAccepted() || client.becameServed(speaksFirst);
    }

    private List<Client> others(Predicate<Endpoint> hidden) {
        return clients.entrySet().stream()
                .filter(client -> !hidden.test(client.getKey()))
                .map(Map.Entry::getValue)
                .toList();
    }

    /** Whether anybody's turn would decide in {@code step}, so that it is worth asking whose connections these are. */
    Set<Endpoint> decisive(ServerSide.Step step) {
        return clients.entrySet().stream()
                .filter(client -> counts(client.getValue(), step, !ownAccepted))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }
}
