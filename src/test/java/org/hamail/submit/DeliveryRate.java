package org.hamail.submit;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.hamail.io.SecretFile;
import org.hamail.model.NscaEncryption;
import org.hamail.plugin.Status;
import org.hamail.submit.SinkDispatcher.RetryDelay;
import org.hamail.time.Deadline.Ticker;

/**
 * Delivers changes of state through an nsca as fast as that takes them, for {@code packaging/benchmark}. At any time one
 * result of a service is on its way, so the number of services matters: it is that of an agent with thousands of probes.
 */
final class DeliveryRate {
    private static final int SERVICES = 2000;

    private DeliveryRate() {}

    /** Words: spool, address and port of nsca, password file, number of results, method of nsca. Prints results a second. */
    public static void main(String[] words) throws IOException, InterruptedException {
        var peer = new NscaSink.Peer(
                words[1],
                Integer.parseInt(words[2]),
                cipher(Integer.parseInt(words[5])),
                SecretFile.fromFile(Path.of(words[3])),
                NscaSink.LONG_OUTPUT);
        var sink = new NscaSink(peer, Duration.ofSeconds(10));
        var patience = new RetryDelay(Duration.ofMillis(500), Duration.ofSeconds(15));
        int count = Integer.parseInt(words[4]);
        Spool spool = Spool.open(Path.of(words[0]), DeliveryRate::log);
        try (SinkDispatcher outbox = new SinkDispatcher(sink, spool, patience, Ticker.system(), DeliveryRate::log)) {
            for (int i = 0; i < count; i++) {
                outbox.accept(result(i));
            }
            long start = System.nanoTime();
            outbox.start();
            if (!outbox.drain(Duration.ofMinutes(5))) {
                throw new IllegalStateException("not delivered: " + outbox.state());
            }
            System.out.printf("%.0f%n", count * 1e9 / (System.nanoTime() - start));
        }
    }

    private static void log(String line) {
        System.err.println(line);
    }

    private static NscaEncryption cipher(int method) {
        return Arrays.stream(NscaEncryption.values())
                .filter(each -> each.method() == method)
                .findFirst()
                .orElseThrow();
    }

    private static PassiveResult result(int number) {
        Instant now = Instant.now();
        return new PassiveResult(
                new ServiceName("mail1", "service " + number % SERVICES),
                number / SERVICES % 2 == 0 ? Status.CRITICAL : Status.OK,
                "POP3: result " + number,
                "time=0.001s;;;0;660",
                now,
                now,
                Duration.ofMinutes(1));
    }
}
