package org.hamail.recovery.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedWriter;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A core that watches much more than mail is read in the time of a check. */
class StatusFileSpeedIT {
    private static final int SERVICES = 50_000;
    private static final int HOSTS = 5_000;
    private static final long LIMIT = TimeUnit.MILLISECONDS.toNanos(100);

    @TempDir
    Path folder;

    @Test
    void fiftyThousandServicesAreReadQuickly() throws IOException {
        String recorded = Files.readString(Path.of("test-fixtures/core/status.dat"));
        Path file = folder.resolve("status.dat");
        write(file, recorded);
        Clock clock = Clock.fixed(Instant.ofEpochSecond(1795705820), ZoneOffset.UTC);
        var reader = new NagiosStatusFile(file, clock);
        var cpu = ManagementFactory.getThreadMXBean();
        long best = Long.MAX_VALUE;
        for (int i = 0; i < 10; i++) {
            long start = cpu.getCurrentThreadCpuTime();
            CoreView view = assertInstanceOf(CoreView.class, reader.read());
            best = Math.min(best, cpu.getCurrentThreadCpuTime() - start);
            assertEquals(11, view.services().size());
        }
        long millis = TimeUnit.NANOSECONDS.toMillis(best);
        assertTrue(best <= LIMIT, () -> millis + " ms for " + SERVICES + " services");
    }

    /** The recorded file with other people's hosts and services in it, as large as real ones. */
    private static void write(Path file, String recorded) throws IOException {
        String host = block(recorded, "hoststatus {");
        String service = block(recorded, "servicestatus {").replaceAll("\\t_.*\\n", "");
        int behindHosts = recorded.indexOf("servicestatus {");
        int behindServices = recorded.indexOf("contactstatus {");
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write(recorded.substring(0, behindHosts));
            for (int i = 0; i < HOSTS; i++) {
                out.write(host.replace("=mail1\n", "=host" + i + "\n"));
            }
            for (int i = 0; i < SERVICES; i++) {
                out.write(service.replace("=mail1\n", "=host" + i % HOSTS + "\n"));
            }
            out.write(recorded.substring(behindHosts, behindServices));
            out.write(recorded.substring(behindServices));
        }
        assertTrue(Files.size(file) > SERVICES * 1000L);
    }

    private static String block(String text, String header) {
        int begin = text.indexOf(header);
        return text.substring(begin, text.indexOf("\n\t}\n", begin)) + "\n\t}\n\n";
    }
}
