import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.hamail.probe.ServerSide;
import org.hamail.process.sockets.SocketWatch;

/**
 * How much CPU time the look at the table of sockets takes while many probes wait: {@code java -cp target/classes
 * packaging/benchmark.d/Waiting.java CONNECTIONS PROBES SECONDS}. Each connection has two rows in the table here, because
 * both its ends are on this machine; {@code ulimit -n} must allow for them.
 */
public final class Waiting {
    private Waiting() {}

    public static void main(String[] arguments) throws Exception {
        int connections = Integer.parseInt(arguments[0]);
        int probes = Integer.parseInt(arguments[1]);
        int seconds = Integer.parseInt(arguments[2]);
        InetAddress here = InetAddress.getLoopbackAddress();
        var open = new ArrayList<Socket>();
        try (var server = new ServerSocket(0, 50, here)) {
            for (int i = 0; i < connections; i++) {
                open.add(new Socket(here, server.getLocalPort()));
                open.add(server.accept());
            }
            ServerSide side = SocketWatch.of(Path.of("/proc"), false);
            var watches = new ArrayList<ServerSide.Watch>();
            var threads = new ArrayList<Thread>();
            long before = cpu();
            for (int i = 0; i < probes; i++) {
                Socket own = open.get(2 * (i % connections));
                var thread = new Thread(() -> {
                    ServerSide.Watch watch = side.begin(List.of(here), server.getLocalPort(), false);
                    watch.connected(
                            (InetSocketAddress) own.getLocalSocketAddress(),
                            (InetSocketAddress) own.getRemoteSocketAddress());
                    synchronized (watches) {
                        watches.add(watch);
                    }
                });
                thread.start();
                threads.add(thread);
            }
            for (Thread thread : threads) {
                thread.join();
            }
            say(probes + " probes begin", cpu() - before, 1);
            Thread.sleep(5000); // the compiler of the JVM has done its work
            before = cpu();
            Thread.sleep(seconds * 1000L);
            say(probes + " probes wait", cpu() - before, seconds);
            before = cpu();
            watches.forEach(watch -> watch.full(ServerSide.Step.GREETING));
            say(probes + " probes end", cpu() - before, 1);
            watches.forEach(ServerSide.Watch::close);
        }
    }

    private static long cpu() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    private static void say(String what, long nanos, int seconds) {
        System.out.printf("%-20s %7.1f ms CPU, %5.2f %% of a CPU%n", what, nanos / 1e6, nanos / 1e7 / seconds);
    }
}
