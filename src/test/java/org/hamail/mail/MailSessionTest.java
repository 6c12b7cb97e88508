package org.hamail.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.hamail.checks.CheckProgram;
import org.hamail.checks.MailProtocolCommand;
import org.hamail.support.TestTls;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each file of test-fixtures/conversation: a server that behaves as written there, and what the check says about it. */
@Execution(ExecutionMode.CONCURRENT)
class MailSessionTest {
    private static final Path FOLDER = Path.of("test-fixtures", "conversation");
    private static final Duration ONLY_A_HANG_TAKES_LONGER = Duration.ofSeconds(60);

    @TempDir
    private Path folder = Path.of("");

    static Stream<ServerScript> scripts() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files
                    .filter(file -> file.toString().endsWith(".txt"))
                    .sorted()
                    .map(ServerScript::read)
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void theCheckSaysWhatTheFileExpects(ServerScript script) throws IOException {
        CheckProgram.CheckAnswer answer;
        try (var server = new ScriptedServer(script.steps())) {
            var words = new ArrayList<>(List.of("-H", "127.0.0.1", "-p", String.valueOf(server.port())));
            for (String word : script.words()) {
                words.add(word.replace("{ca}", file("ca.pem", TestTls.authority()))
                        .replace("{password}", file("password", "secret\n"))
                        .replace("{harmful-password}", file("harmful-password", "pa|ss[wo]\\rd\n"))
                        .replace("{odd-password}", file("odd-password", "pa\"ß\\wörd\n")));
            }
            answer = Assertions.assertTimeoutPreemptively(
                    ONLY_A_HANG_TAKES_LONGER, () -> new CheckProgram(new MailProtocolCommand()).answer(words));
            assertEquals(List.of(), server.complaints(), answer.text());
            List<String> printed = withoutFigures(answer.text(), server.port());
            if (Boolean.getBoolean("golden.update")) {
                script.record(printed);
            } else {
                assertEquals(String.join("\n", script.expected()), String.join("\n", printed));
            }
        }
        assertEquals(exitCode(answer.text()), answer.exitCode());
    }

    private String file(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return file.toString();
    }

    private static List<String> withoutFigures(String text, int port) {
        return text.replaceAll("[0-9]{4}-[0-9-]+T[0-9:]+Z", "DATE")
                .replaceAll("=[0-9.]+s", "=Ns")
                .replaceAll("in [0-9]+\\.[0-9]{3} s", "in N s")
                .replaceAll("(port |127[.]0[.]0[.]1:)" + port, "$1P")
                .lines()
                .toList();
    }

    private static int exitCode(String text) {
        return List.of("OK", "WARNING", "CRITICAL", "UNKNOWN").indexOf(text.split("[ :]")[1]);
    }
}
