package org.hamail.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hamail.time.Deadline;
import org.jspecify.annotations.Nullable;

/**
 * Name look-ups with a deadline. The platform's look-up has no time limit and cannot be interrupted, so it runs on a
 * daemon thread that is abandoned when time is up; those who ask for the same name meanwhile share it.
 */
public final class Resolver {
    private static final Resolver SYSTEM = new Resolver(NameService.system());

    private final NameService service;
    private final Map<String, Lookup> underWay = new HashMap<>();

    /** Turns a name into addresses; may take for ever. */
    @FunctionalInterface
    public interface NameService {
        InetAddress[] lookUp(String name) throws UnknownHostException;

        static NameService system() {
            return new NameService() { // a class: the first lambda of a JVM takes milliseconds, which a check has not
                @Override
                public InetAddress[] lookUp(String name) throws UnknownHostException {
                    return InetAddress.getAllByName(name);
                }
            };
        }
    }

    public Resolver(NameService service) {
        this.service = service;
    }

    public static Resolver system() {
        return SYSTEM;
    }

    /**
     * The addresses of {@code host} in the order of preference, at least one.
     *
     * @throws NetworkException UNKNOWN_NAME, TIMEOUT, or LOCAL when the wait was interrupted
     */
    public List<InetAddress> resolve(String host, Family family, Deadline deadline) throws NetworkException {
        InetAddress[] all =
                AddressLiteral.isOne(host) ? literal(host) : lookup(host).await(deadline);
        var fitting = new ArrayList<InetAddress>(all.length);
        for (InetAddress address : all) {
            if (family.holds(address)) {
                fitting.add(address);
            }
        }
        if (fitting.isEmpty()) {
            throw new NetworkException(NetworkException.Kind.UNKNOWN_NAME, host + " has no " + family.description());
        }
        return fitting;
    }

    private static InetAddress[] literal(String host) throws NetworkException {
        try {
            return InetAddress.getAllByName(host);
        } catch (UnknownHostException e) {
            throw unknown(host, e);
        }
    }

    private Lookup lookup(String host) throws NetworkException {
        synchronized (underWay) {
            Lookup known = underWay.get(host);
            if (known != null) {
                return known;
            }
            var lookup = new Lookup(host);
            underWay.put(host, lookup);
            var thread = new Thread(lookup, "look up " + host);
            thread.setDaemon(true);
            try {
                thread.start();
            } catch (OutOfMemoryError e) {
                underWay.remove(host); // or all who ask later would wait for nobody
                throw NetworkException.noMemory(e);
            }
            return lookup;
        }
    }

    /** Why {@code host} has no address; a platform that could not ask is at fault itself. */
    private static NetworkException unknown(String host, Throwable cause) {
        String why = String.valueOf(cause.getMessage());
        if (cause instanceof IOException failed && SocketErrors.isOfThisMachine(failed)) {
            return new NetworkException(
                    NetworkException.Kind.LOCAL, "this machine cannot look up " + host + ": " + why, cause);
        }
        boolean noAnswer = why.contains("Temporary failure");
        return new NetworkException(
                NetworkException.Kind.UNKNOWN_NAME,
                "the name " + host + " does not resolve" + (noAnswer ? ": no name server answers" : ""),
                cause);
    }

    /** One look-up under way, and those who wait for it. */
    private final class Lookup implements Runnable {
        private final String host;
        private InetAddress[] addresses = new InetAddress[0];
        private @Nullable NetworkException fault;
        private boolean over;

        Lookup(String host) {
            this.host = host;
        }

        @Override
        public void run() {
            InetAddress[] found = new InetAddress[0];
            NetworkException failed = null;
            try {
                found = service.lookUp(HostName.ascii(host));
            } catch (UnknownHostException | RuntimeException e) {
                failed = unknown(host, e);
            } catch (OutOfMemoryError e) {
                failed = NetworkException.noMemory(e);
            } finally {
                synchronized (underWay) {
                    underWay.remove(host);
                }
                finish(found, failed);
            }
        }

        private synchronized void finish(InetAddress[] found, @Nullable NetworkException failed) {
            addresses = found;
            fault = failed;
            over = true;
            notifyAll();
        }

        synchronized InetAddress[] await(Deadline deadline) throws NetworkException {
            while (!over) {
                if (deadline.passed()) {
                    throw NetworkException.timeout();
                }
                try {
                    wait(deadline.remainingMillis());
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new NetworkException(NetworkException.Kind.LOCAL, "interrupted", e);
                }
            }
            if (fault != null) {
                throw fault;
            }
            if (addresses.length == 0) {
                throw new NetworkException(
                        NetworkException.Kind.UNKNOWN_NAME, "the name " + host + " does not resolve");
            }
            return addresses;
        }
    }
}
