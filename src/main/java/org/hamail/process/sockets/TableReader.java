package org.hamail.process.sockets;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.hamail.probe.ServerSide;
import org.hamail.process.sockets.SocketRow.Endpoint;
import org.hamail.process.sockets.SocketRow.Ends;
import org.hamail.time.Deadline.Ticker;

/** Looks at the socket table again and again for all probes that wait: one reader and one history, whatever their number. */
final class TableReader {
    /** A probe that has seen as many needs no further one at its end. */
    private static final int ENOUGH = 30;

    /** After a look for which there was no memory. */
    private static final long RETRY = TimeUnit.MILLISECONDS.toNanos(100);

    private final SocketTable table;
    private final SocketOwners owners;
    private final Ticker ticker;
    private final LookSchedule schedule;
    private final SharedWork<Boolean> look;
    private final SharedWork<Set<Endpoint>> probes;

    // guarded by this
    private final Map<Integer, Port> ports = new HashMap<>();
    private Optional<Thread> watcher = Optional.empty();

    /** A port with the probes that look at it. */
    private static final class Port {
        private final PortHistory history = new PortHistory();
        private final Map<ServerView, Integer> views = new HashMap<>();
        private int beginning;

        boolean isIdle() {
            return views.isEmpty() && beginning == 0;
        }
    }

    TableReader(Path proc, Ticker ticker) {
        this.table = new SocketTable(proc);
        this.owners = new SocketOwners(proc);
        this.ticker = ticker;
        this.schedule = new LookSchedule(ticker);
        this.look = new SharedWork<>(this::look, false, ticker);
        this.probes = new SharedWork<>(this::probesElsewhere, Set.of(), ticker);
    }

    /** A view whose first look is from now. */
    ServerView begin(Set<InetAddress> addresses, int port, boolean speaksFirst) {
        Port place = expectView(port);
        try {
            look.fresh();
            return view(place, addresses, speaksFirst);
        } finally {
            expectNoMore(place);
        }
    }

    private synchronized Port expectView(int port) {
        Port place = ports.computeIfAbsent(port, number -> new Port());
        place.beginning++;
        return place;
    }

    private synchronized ServerView view(Port place, Set<InetAddress> addresses, boolean speaksFirst) {
        start();
        int start = place.history.looks();
        var view = new ServerView(place.history, start, addresses, speaksFirst);
        place.views.put(view, start);
        return view;
    }

    private synchronized void expectNoMore(Port place) {
        place.beginning--;
        ports.values().removeIf(Port::isIdle);
    }

    synchronized void connected(ServerView view, Ends ends) {
        view.connected(ends);
    }

    synchronized void end(ServerView view) {
        view.close();
        ports.values().forEach(port -> port.views.remove(view));
        ports.values().removeIf(Port::isIdle);
    }

    Optional<ServerSide.FullServer> full(ServerView view, ServerSide.Step step) {
        if (looks(view) < ENOUGH) {
            look.fresh();
        }
        if (!isAnyDecisive(view, step)) {
            return Optional.empty();
        }
        Set<Endpoint> elsewhere = probes.fresh();
        synchronized (this) {
            return view.full(step, elsewhere::contains);
        }
    }

    private synchronized boolean isAnyDecisive(ServerView view, ServerSide.Step step) {
        return !view.decisive(step).isEmpty();
    }

    private synchronized int looks(ServerView view) {
        return view.looks();
    }

    private void start() {
        if (watcher.isEmpty()) {
            var thread = new Thread(this::watch, "socket table");
            thread.setDaemon(true);
            thread.start(); // where there is no thread to be had, the next probe tries again
            watcher = Optional.of(thread);
        }
    }

    private void watch() {
        try {
            while (isWatched()) {
                try {
                    lookWhenDue();
                } catch (OutOfMemoryError e) {
                    LockSupport.parkNanos(RETRY); // without this thread every full server would look like a hung one
                }
            }
        } finally {
            hasEnded(Thread.currentThread());
        }
    }

    /** The next probe starts another one. */
    private synchronized void hasEnded(Thread thread) {
        watcher = watcher.filter(each -> each != thread);
    }

    private void lookWhenDue() {
        Duration left = schedule.left();
        if (left.compareTo(Duration.ZERO) > 0) {
            LockSupport.parkNanos(left.toNanos());
        } else {
            look.fresh();
        }
    }

    private synchronized boolean isWatched() {
        if (ports.isEmpty()) {
            watcher = Optional.empty();
        }
        return !ports.isEmpty();
    }

    private synchronized boolean isWatcher(Thread thread) {
        return watcher.filter(thread::equals).isPresent();
    }

    private synchronized Set<Integer> watched() {
        return Set.copyOf(ports.keySet());
    }

    /** Whether it could be read. Only the own thread's CPU time is known: those of probes may be virtual. */
    private boolean look() {
        boolean isMine = isWatcher(Thread.currentThread());
        long before = isMine ? cpuTime() : 0;
        boolean isRead = read();
        if (isMine) {
            schedule.looksTake(Duration.ofNanos(cpuTime() - before));
        }
        schedule.looked();
        return isRead;
    }

    private static long cpuTime() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private boolean read() {
        Set<Integer> wanted = watched();
        try {
            note(wanted, table.atPorts(wanted::contains));
            return true;
        } catch (IOException e) {
            synchronized (this) {
                ports.values().forEach(port -> port.history.miss());
            }
            return false;
        }
    }

    /** A port that came meanwhile was not looked for. */
    private synchronized void note(Set<Integer> wanted, List<SocketRow> rows) {
        Map<Integer, List<SocketRow>> byPort = byPort(rows);
        Duration now = Duration.ofNanos(ticker.nanos());
        ports.forEach((number, port) -> {
            if (wanted.contains(number)) {
                port.history.look(byPort.getOrDefault(number, List.of()), now);
                port.views.values().stream().min(Integer::compare).ifPresent(port.history::forget);
            }
        });
    }

    private static Map<Integer, List<SocketRow>> byPort(List<SocketRow> rows) {
        Map<Integer, List<SocketRow>> byPort = new HashMap<>();
        for (SocketRow row : rows) {
            byPort.computeIfAbsent(row.local().port(), number -> new ArrayList<>())
                    .add(row);
        }
        return byPort;
    }

    /** The ends of hamail's probes in other processes. */
    private Set<Endpoint> probesElsewhere() {
        try {
            return owners.ofHamail(table.clientsOf(watched()::contains));
        } catch (IOException e) {
            return Set.of();
        }
    }
}
