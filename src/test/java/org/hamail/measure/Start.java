package org.hamail.measure;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a check costs to start: the files whose classes it loads, and the time that its JVM takes. */
final class Start {
    private static final Pattern LOADED = Pattern.compile(".*\\] (org\\.hamail\\.[\\w.]+)(\\$\\S*)? source: .*");
    private static final int RUNS = 15;

    private Start() {}

    /** The top-level types that one IMAP check against a server that answers loads. */
    static Set<String> loaded(Path jar) throws IOException, InterruptedException {
        try (var server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            var answering = new Thread(() -> answer(server), "imap");
            answering.setDaemon(true);
            answering.start();
            List<String> words = List.of(
                    "-Xshare:auto",
                    "-Xlog:class+load",
                    "-jar",
                    jar.toString(),
                    "-P",
                    "imap",
                    "-H",
                    "127.0.0.1",
                    "-p",
                    String.valueOf(server.getLocalPort()),
                    "-t",
                    "20");
            var types = new TreeSet<String>();
            String out = java(words);
            if (!out.contains("IMAP OK")) {
                throw new IOException("the check did not say OK: " + out.substring(Math.max(0, out.length() - 500)));
            }
            for (String line : out.split("\n")) {
                Matcher matcher = LOADED.matcher(line);
                if (matcher.matches()) {
                    types.add(matcher.group(1));
                }
            }
            return types;
        }
    }

    private static void answer(ServerSocket server) {
        try (Socket socket = server.accept();
                OutputStream out = socket.getOutputStream();
                var in =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))) {
            say(out, "* OK [CAPABILITY IMAP4rev1] ready");
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                say(out, line.contains("LOGOUT") ? "* BYE" : "* CAPABILITY IMAP4rev1");
                say(out, line.split(" ", 2)[0] + " OK done");
            }
        } catch (IOException e) {
            System.err.println("packaging/measure: the server for the check: " + e.getMessage());
        }
    }

    private static void say(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    /** Median milliseconds of {@code --version} for each jar, run in turn. */
    static List<Long> milliseconds(List<Path> jars) throws IOException, InterruptedException {
        var times = new ArrayList<List<Long>>();
        jars.forEach(jar -> times.add(new ArrayList<>()));
        for (int run = 0; run < RUNS; run++) {
            for (int i = 0; i < jars.size(); i++) {
                long start = System.nanoTime();
                java(List.of("-XX:TieredStopAtLevel=1", "-jar", jars.get(i).toString(), "--version"));
                times.get(i).add((System.nanoTime() - start) / 1_000_000);
            }
        }
        return times.stream()
                .map(all -> all.stream().sorted().toList().get(RUNS / 2))
                .toList();
    }

    private static String java(List<String> words) throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(words);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return out;
    }
}
