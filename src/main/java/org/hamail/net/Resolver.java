package org.hamail.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.hamail.time.Deadline;
import org.hamail.time.TimeLimited;

/**
 * Name look-ups with a deadline. The platform's look-up has no time limit and cannot be interrupted, so it runs on a
 * daemon thread that is abandoned when time is up; those who ask for the same name meanwhile share it.
 */
public final class Resolver {
    private static final Resolver SYSTEM = new Resolver(NameService.system());

    private static final Path HOSTS = Path.of("/etc/hosts");

    private final NameService service;
    private final Map<String, TimeLimited<InetAddress[]>> underWay = new HashMap<>();

    /** Turns a name into addresses; may take for ever. */
    @FunctionalInterface
    public interface NameService {
        InetAddress[] lookUp(String name) throws UnknownHostException;

        static NameService system() {
            return new NameService() { // a class: the first lambda of a JVM takes milliseconds, which a check has not
                @Override
                public InetAddress[] lookUp(String name) throws UnknownHostException {
                    try {
                        return InetAddress.getAllByName(name);
                    } catch (UnknownHostException e) {
                        return ofHostsFile(name, e);
                    }
                }
            };
        }

        private static InetAddress[] ofHostsFile(String name, UnknownHostException unknown)
                throws UnknownHostException {
            String bare = HostName.bare(name);
            InetAddress[] found = bare.equals(name) ? new InetAddress[0] : new HostsFile(HOSTS).addresses(bare);
            if (found.length == 0) {
                throw unknown;
            }
            return found;
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
        InetAddress[] all = Family.isLiteral(host) ? literal(host) : await(host, lookup(host), deadline);
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

    private TimeLimited<InetAddress[]> lookup(String host) throws NetworkException {
        synchronized (underWay) {
            TimeLimited<InetAddress[]> known = underWay.get(host);
            if (known != null) {
                return known;
            }
            try {
                TimeLimited<InetAddress[]> lookup = TimeLimited.begin("look up " + host, new Lookup(host));
                underWay.put(host, lookup);
                return lookup;
            } catch (OutOfMemoryError e) {
                throw NetworkException.noMemory(e);
            }
        }
    }

    private static InetAddress[] await(String host, TimeLimited<InetAddress[]> lookup, Deadline deadline)
            throws NetworkException {
        try {
            InetAddress[] addresses = lookup.await(deadline);
            if (addresses.length == 0) {
                throw new NetworkException(
                        NetworkException.Kind.UNKNOWN_NAME, "the name " + host + " does not resolve");
            }
            return addresses;
        } catch (TimeoutException e) {
            throw NetworkException.timeout();
        } catch (InterruptedException e) {
            throw new NetworkException(NetworkException.Kind.LOCAL, "interrupted", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof OutOfMemoryError memory
                    ? NetworkException.noMemory(memory)
                    : unknown(host, e.getCause() == null ? e : e.getCause());
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

    /** One look-up under way, for all who wait for it. */
    private final class Lookup implements Callable<InetAddress[]> {
        private final String host;

        Lookup(String host) {
            this.host = host;
        }

        @Override
        public InetAddress[] call() throws UnknownHostException {
            try {
                return service.lookUp(HostName.ascii(host));
            } finally {
                synchronized (underWay) {
                    underWay.remove(host);
                }
            }
        }
    }
}
