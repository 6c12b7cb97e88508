package org.hamail.submit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hamail.support.RealServers;
import org.hamail.support.Script;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Ten thousand changes of state through the real nsca while the process that submits them is killed again and again. */
@Timeout(900)
class SpoolKillIT {
    private static final int RESULTS = 10_000;
    private static final int KILLS = 20;
    private static final Pattern LINE = Pattern.compile(";service (\\d+);(\\d);result (\\d+)");

    @Test
    void noStateChangeIsLostByTwentyKills() throws Exception {
        try (RealServers servers = new RealServers()) {
            Path pipe = servers.root().resolve("nagios.cmd");
            Script.run(Path.of("/usr/bin/mkfifo"), Map.of(), List.of("-m", "666", pipe.toString()));
            Queue<String> lines = read(pipe);
            servers.with("NSCA_COMMAND_FILE", pipe.toString()).with("NSCA_PASSWORD", "s3cret");
            servers.start("nsca");
            List<String> command = command(servers);
            var random = new Random(5);
            for (int kill = 0; kill < KILLS; kill++) {
                if (kill == 7) {
                    servers.stop("nsca");
                }
                if (kill == 10) {
                    servers.start("nsca");
                }
                Path ledger = servers.root().resolve("ledger");
                long enough = size(ledger) + random.nextLong(1000, 2500); // bytes: some hundred results
                Process feeder = start(servers, command);
                while (size(ledger) < enough) {
                    assertFalse(feeder.waitFor(random.nextInt(1, 9), TimeUnit.MILLISECONDS), "it ended by itself");
                }
                feeder.destroyForcibly().waitFor();
            }
            Process feeder = start(servers, command);
            assertTrue(feeder.waitFor(600, TimeUnit.SECONDS));
            String log = Files.readString(servers.root().resolve("feeder.log"));
            assertEquals(0, feeder.exitValue(), log);
            while (lines.stream().noneMatch(line -> line.endsWith("result " + (RESULTS - 1)))) {
                TimeUnit.MILLISECONDS.sleep(50);
            }
            check(lines);
        }
    }

    private static long size(Path ledger) throws IOException {
        return Files.exists(ledger) ? Files.size(ledger) : 0;
    }

    /** Each service shows all its results in their order; one that was delivered twice stands beside itself. */
    private static void check(Queue<String> lines) {
        var seen = new TreeMap<Integer, List<Integer>>();
        for (String line : lines) {
            Matcher matcher = LINE.matcher(line);
            assertTrue(matcher.find(), line);
            int number = Integer.parseInt(matcher.group(3));
            List<Integer> numbers =
                    seen.computeIfAbsent(Integer.parseInt(matcher.group(1)), service -> new ArrayList<>());
            if (numbers.isEmpty() || numbers.get(numbers.size() - 1) != number) {
                numbers.add(number);
            }
        }
        assertEquals(Feeder.SERVICES, seen.size());
        seen.forEach((service, numbers) -> {
            var expected = new ArrayList<Integer>();
            for (int number = service; number < RESULTS; number += Feeder.SERVICES) {
                expected.add(number);
            }
            assertEquals(expected, numbers, "service " + service);
        });
    }

    private static List<String> command(RealServers servers) throws IOException {
        Path password = Files.writeString(servers.root().resolve("pw"), "s3cret\n");
        Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("rw-------"));
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                classPath(),
                Feeder.class.getName(),
                servers.root().resolve("spool").toString(),
                "" + servers.port("NSCA_PORT"),
                password.toString(),
                servers.root().resolve("ledger").toString(),
                "" + RESULTS);
    }

    /** The agent's own jar, as it is installed, and the process that feeds it. */
    private static String classPath() {
        Path jar = Path.of(System.getProperty("basedir", ""), "target", "hamail-agent.jar");
        assertTrue(Files.isReadable(jar), () -> jar + " is missing: package first");
        Path feeder = Path.of(
                Feeder.class.getProtectionDomain().getCodeSource().getLocation().getPath());
        return jar.toAbsolutePath() + File.pathSeparator + feeder;
    }

    private static Process start(RealServers servers, List<String> command) throws IOException {
        File log = servers.root().resolve("feeder.log").toFile();
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                .start();
    }

    private static Queue<String> read(Path pipe) {
        var lines = new ConcurrentLinkedQueue<String>();
        var reader = new Thread(() -> {
            // nsca opens and closes the pipe for each result; held at both ends it has no end of file and loses nothing
            try (FileChannel both = FileChannel.open(pipe, StandardOpenOption.READ, StandardOpenOption.WRITE);
                    var in = new BufferedReader(
                            new InputStreamReader(Channels.newInputStream(both), StandardCharsets.UTF_8))) {
                in.lines().forEach(lines::add);
            } catch (IOException e) {
                // the pipe goes away with the servers
            }
        });
        reader.setDaemon(true);
        reader.start();
        return lines;
    }
}
