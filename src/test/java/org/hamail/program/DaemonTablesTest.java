package org.hamail.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hamail.checks.CheckProgram;
import org.hamail.checks.DaemonCommand;
import org.hamail.support.ProcTree;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Process tables that were written down, and what the check says about them. */
final class DaemonTablesTest {
    private static final Path TABLES = Path.of("test-fixtures", "proc");
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");

    static List<String> tables() throws IOException {
        try (Stream<Path> files = Files.list(TABLES)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".table"))
                    .map(name -> name.substring(0, name.length() - ".table".length()))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("tables")
    void theCheckSaysWhatWasWrittenDown(String name) throws IOException {
        Path golden = TABLES.resolve(name + ".txt");
        String wanted = Files.readString(golden);
        var said = new StringBuilder();
        try (ProcTree tree = ProcTree.read(TABLES.resolve(name + ".table"))) {
            for (String line : wanted.split("\n")) {
                if (line.startsWith("$ ")) {
                    said.append(line).append('\n').append(answer(line.substring(2), tree.path()));
                }
            }
        }
        assertFalse(said.isEmpty(), "a table without calls proves nothing");
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(golden, said);
        }
        assertEquals(wanted, said.toString());
    }

    private static String answer(String call, Path proc) {
        var words = new ArrayList<String>();
        Matcher matcher = WORD.matcher(call);
        while (matcher.find()) {
            String quoted = matcher.group(1);
            words.add(quoted == null ? matcher.group(2) : quoted.replace("\\n", "\n"));
        }
        words.addAll(List.of("--proc", proc.toString(), "-t", "60"));
        CheckProgram.CheckAnswer answer = new CheckProgram(new DaemonCommand()).answer(words);
        String text = answer.text().replaceAll("(?m)^Usage: .*\n", "").replace(proc.toString(), "PROC");
        return text + "exit " + answer.exitCode() + "\n";
    }
}
