package org.hamail.process.sockets;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.hamail.probe.ServerSide;
import org.hamail.time.Ticker;

/** Looks at the socket table once a second for all probes of this process that wait: one reader, whatever their number. */
public final class SocketWatch implements ServerSide {
    private static final Duration INTERVAL = Duration.ofSeconds(1);
    private static final Map<Path, SocketWatch> SHARED = new ConcurrentHashMap<>();

    private final Path proc;
    private final SocketTable table;
    private final SocketOwners owners;
    private final Ticker ticker;
    private final List<Look> looks = new ArrayList<>();
    private boolean reading;

    private SocketWatch(Path proc, Ticker ticker) {
        this.proc = proc;
        this.table = new SocketTable(proc);
        this.owners = new SocketOwners(proc);
        this.ticker = ticker;
    }

    /**
     * The one reader for a folder like {@code /proc}.
     *
     * @param detailed whether the state of the machine is wanted as well
     */
    public static ServerSide of(Path proc, boolean detailed) {
        SocketWatch shared = SHARED.computeIfAbsent(proc, folder -> new SocketWatch(folder, Ticker.system()));
        return detailed ? shared::beginDetailed : shared;
    }

    @Override
    public Watch begin(List<InetAddress> addresses, int port, boolean speaksFirst) {
        return begin(addresses, port, speaksFirst, Optional.empty());
    }

    private Watch beginDetailed(List<InetAddress> addresses, int port, boolean speaksFirst) {
        return begin(addresses, port, speaksFirst, Optional.of(MachineState.now(proc)));
    }

    private Watch begin(List<InetAddress> addresses, int port, boolean speaksFirst, Optional<MachineState> machine) {
        var look = new Look(new ServerView(Set.copyOf(addresses), port, speaksFirst), ticker.nanos(), machine);
        look.take();
        synchronized (looks) {
            looks.add(look);
            if (!reading) {
                reading = true;
                var reader = new Thread(this::read, "socket table");
                reader.setDaemon(true);
                reader.start();
            }
        }
        return look;
    }

    private void read() {
        while (true) {
            LockSupport.parkNanos(INTERVAL.toNanos());
            List<Look> waiting;
            synchronized (looks) {
                if (looks.isEmpty()) {
                    reading = false;
                    return;
                }
                waiting = List.copyOf(looks);
            }
            Set<Integer> ports = waiting.stream().map(look -> look.view.port()).collect(Collectors.toSet());
            try {
                List<SocketRow> rows = table.atPorts(ports::contains);
                waiting.forEach(look -> look.take(rows));
            } catch (IOException e) {
                waiting.forEach(Look::lose);
            }
        }
    }

    /** Whether the connection with this end on the client's side is one of hamail's own probes. */
    private Set<Endpoint> ownProbes(Set<Endpoint> ends, int port) {
        try {
            return owners.ofHamail(table.clientsOf(port).stream()
                    .filter(row -> ends.contains(row.local()))
                    .toList());
        } catch (IOException e) {
            return Set.of();
        }
    }

    /** One probe's. */
    private final class Look implements Watch {
        private final ServerView view;
        private final long start;
        private final Optional<MachineState> machine;
        private boolean readable = true;

        Look(ServerView view, long start, Optional<MachineState> machine) {
            this.view = view;
            this.start = start;
            this.machine = machine;
        }

        /** Reads the table itself: before the probe connects, and when its time is over. */
        void take() {
            try {
                take(table.atPorts(found -> found == view.port()));
            } catch (IOException e) {
                lose();
            }
        }

        synchronized void take(List<SocketRow> rows) {
            view.look(rows, Duration.ofNanos(ticker.nanos() - start));
        }

        /** What happened while the table could not be read is not known. */
        synchronized void lose() {
            readable = false;
        }

        @Override
        public synchronized void connected(InetSocketAddress own) {
            view.connected(Endpoint.of(own));
        }

        @Override
        public Optional<Full> full(Step step) {
            take();
            synchronized (this) {
                if (!readable) {
                    return Optional.empty();
                }
                Set<Endpoint> own = ownProbes(view.decisive(step), view.port());
                return view.full(step, own::contains);
            }
        }

        @Override
        public List<String> details() {
            return machine.map(MachineState::facts).orElse(List.of());
        }

        @Override
        public void close() {
            synchronized (looks) {
                looks.remove(this);
            }
        }
    }
}
