package org.hamail.process.sockets;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.hamail.probe.ServerSide;
import org.hamail.process.sockets.SocketRow.Endpoint;
import org.hamail.process.sockets.SocketRow.Ends;
import org.hamail.time.Deadline.Ticker;

/** What all probes of this process see of their servers' other clients, in a folder like {@code /proc}. */
public final class SocketWatch implements ServerSide {
    private static final Map<Path, TableReader> SHARED = new ConcurrentHashMap<>();

    private final Path proc;
    private final TableReader reader;
    private final boolean detailed;

    private SocketWatch(Path proc, boolean detailed) {
        this.proc = proc;
        this.detailed = detailed;
        this.reader = SHARED.computeIfAbsent(proc, folder -> new TableReader(folder, Ticker.system()));
    }

    /**
     * The one reader for a folder like {@code /proc}.
     *
     * @param detailed whether the state of the machine is wanted as well
     */
    public static ServerSide of(Path proc, boolean detailed) {
        return new SocketWatch(proc, detailed);
    }

    @Override
    public Watch begin(List<InetAddress> addresses, int port, boolean speaksFirst) {
        ServerView view = reader.begin(Set.copyOf(addresses), port, speaksFirst);
        return new SocketLook(view, detailed ? Optional.of(MachineState.now(proc, port)) : Optional.empty());
    }

    /** One probe's. */
    private final class SocketLook implements Watch {
        private final ServerView view;
        private final Optional<MachineState> machine;

        SocketLook(ServerView view, Optional<MachineState> machine) {
            this.view = view;
            this.machine = machine;
        }

        @Override
        public void connected(InetSocketAddress own, InetSocketAddress server) {
            reader.connected(view, new Ends(Endpoint.of(server), Endpoint.of(own)));
        }

        @Override
        public Optional<FullServer> full(Step step) {
            return reader.full(view, step);
        }

        @Override
        public List<String> details() {
            return machine.map(MachineState::facts).orElse(List.of());
        }

        @Override
        public void close() {
            reader.end(view);
        }
    }
}
