package org.hamail.submit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.hamail.io.SecretFile;
import org.hamail.model.NscaEncryption;
import org.hamail.plugin.Status;
import org.hamail.submit.SinkDispatcher.RetryDelay;
import org.hamail.time.Deadline.Ticker;

/**
 * A process that makes results and dies when a test kills it. What it has handed to its outbox it notes in a ledger, so
 * that its next life goes on from there; each result is a change of state of one of its services.
 */
final class Feeder {
    static final int SERVICES = 500;

    private Feeder() {}

    /** Words: spool, port of nsca, password file, ledger, number of the last result. */
    public static void main(String[] words) throws IOException, InterruptedException {
        Path ledger = Path.of(words[3]);
        int last = Integer.parseInt(words[4]);
        var peer = new NscaSink.Peer(
                "127.0.0.1",
                Integer.parseInt(words[1]),
                NscaEncryption.XOR,
                SecretFile.fromFile(Path.of(words[2])),
                NscaSink.LONG_OUTPUT);
        var sink = new NscaSink(peer, Duration.ofSeconds(10));
        var patience = new RetryDelay(Duration.ofMillis(50), Duration.ofMillis(500));
        Spool spool = Spool.open(Path.of(words[0]), Feeder::log);
        try (FileChannel notes = FileChannel.open(ledger, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                SinkDispatcher outbox = new SinkDispatcher(sink, spool, patience, Ticker.system(), Feeder::log)) {
            outbox.start();
            for (int number = Files.readAllLines(ledger).size(); number < last; number++) {
                outbox.accept(result(number));
                notes.write(ByteBuffer.wrap((number + "\n").getBytes(StandardCharsets.US_ASCII)));
                if (number % 25 == 0) {
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
                }
            }
            if (!outbox.drain(Duration.ofMinutes(8))) {
                throw new IllegalStateException("not delivered: " + outbox.state());
            }
        }
    }

    private static void log(String line) {
        System.err.println(line);
    }

    private static PassiveResult result(int number) {
        Status status = number / SERVICES % 2 == 0 ? Status.CRITICAL : Status.OK;
        Instant now = Instant.now();
        return new PassiveResult(
                new ServiceName("mail1", "service " + number % SERVICES),
                status,
                "result " + number,
                "",
                now,
                now,
                Duration.ofMinutes(1));
    }
}
