package org.hamail.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Scanner;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** That the archives of the real programs hold what a start needs: otherwise java opens the jar, and takes twice as long. */
class RehearsalIT {
    @TempDir
    Path folder;

    static Stream<Arguments> programs() throws IOException {
        List<Path> javas = Javas.all().toList();
        return Stream.of("check_mail_daemon", "check_mail_protocol", "check_mail_directory")
                .flatMap(program -> javas.stream().map(java -> Arguments.of(program, java)));
    }

    @ParameterizedTest
    @MethodSource("programs")
    void noClassOfHamailIsReadFromJar(String program, Path java) throws Exception {
        var tree = new InstalledTree(folder);
        Path jar = tree.jarOf(program);
        Files.copy(Path.of("target").resolve(jar.getFileName()), jar, StandardCopyOption.REPLACE_EXISTING);
        Call.End first = new Call(tree.launcher(program), "--version")
                .with("HAMAIL_JAVA", java)
                .with("HAMAIL_ARCHIVES", "now")
                .end();
        assertEquals(3, first.code(), first.out());

        Path log = folder.resolve("classes.log");
        String main = "org.hamail.program." + InstalledTree.PROGRAMS.get(program);
        try (var server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            serve(server);
            var words =
                    new ArrayList<>(List.of(use(tree, java), "-Xlog:class+load:file=" + log, "-cp", "" + jar, main));
            words.addAll(call(program, server.getLocalPort()));
            Call.End second = new Call(java, words.toArray(String[]::new)).end();
            assertTrue(
                    second.out().matches("(POP3 OK|DAEMON CRITICAL \\[absent]|DIRECTORY WARNING).*\n"), second.out());
        }
        List<String> own = Files.readAllLines(log).stream()
                .filter(line -> line.contains(" org.hamail."))
                .toList();
        assertTrue(own.stream().anyMatch(line -> line.contains(" " + main + " source: shared objects file")), main);
        assertEquals(
                List.of(),
                own.stream()
                        .filter(line -> !line.contains("source: shared objects file"))
                        .toList());
    }

    /** What is called most often. */
    private static List<String> call(String program, int port) {
        return switch (program) {
            case "check_mail_protocol" -> List.of("-P", "pop", "-H", "127.0.0.1", "-p", "" + port, "-t", "60");
            case "check_mail_daemon" -> List.of("-C", "no-such-daemon");
            default -> List.of("--role", "config", "-H", "127.0.0.1", "-p", "1");
        };
    }

    private static void serve(ServerSocket server) {
        var thread = new Thread(() -> {
            try (Socket caller = server.accept();
                    Scanner lines = new Scanner(caller.getInputStream(), StandardCharsets.US_ASCII)) {
                answer(caller, "+OK ready\r\n");
                while (lines.hasNextLine()) {
                    answer(caller, lines.nextLine().equals("CAPA") ? "+OK\r\nUSER\r\n.\r\n" : "+OK\r\n");
                }
            } catch (IOException e) {
                // nobody called, or the caller has gone
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private static void answer(Socket caller, String text) throws IOException {
        caller.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** The option that the launcher gives, see plugins/.launch. */
    private static String use(InstalledTree tree, Path java) throws Exception {
        try (Stream<Path> files = Files.list(tree.archives())) {
            List<Path> archives = files.toList();
            assertEquals(1, archives.size(), archives.toString());
            Call.End version = new Call(java, "-XX:AOTCache=" + archives.get(0), "--version").end();
            return (version.code() == 0 ? "-XX:AOTCache=" : "-XX:SharedArchiveFile=") + archives.get(0);
        }
    }
}
