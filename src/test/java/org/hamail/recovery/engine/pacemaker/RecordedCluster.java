package org.hamail.recovery.engine.pacemaker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.hamail.io.Command;
import org.hamail.io.CommandRunner;

/** The only node of a cluster that answers with what was recorded, and changes nothing. */
final class RecordedCluster implements CommandRunner {
    private final Path directory;

    /** What was run, without the time limit. */
    final List<List<String>> ran = new ArrayList<>();

    /** The constraints that each of the next questions is answered with; the last one stays. */
    final Deque<String> constraints = new ArrayDeque<>(List.of(""));

    RecordedCluster(Path directory) {
        this.directory = directory;
    }

    @Override
    public String name() {
        return "node1";
    }

    @Override
    public synchronized Command command(List<String> words) {
        List<String> tool = words.subList(8, words.size()); // after timeout -k 2 SECONDS sh -c TEXT sh
        ran.add(List.copyOf(tool));
        return switch (tool.get(0)) {
            case "crm_mon" -> new Command(List.of("cat", recording("running.xml")));
            case "crmadmin" -> answer("<r><crmd state=\"S_IDLE\"/></r>");
            case "cibadmin" -> answer(tool.contains("--query") ? cib() : "");
            default -> throw new AssertionError("nobody asks for " + tool);
        };
    }

    private static String recording(String name) {
        return Path.of(System.getProperty("basedir", ""), "test-fixtures", "pacemaker", name)
                .toAbsolutePath()
                .toString();
    }

    private String cib() {
        String now = constraints.size() > 1 ? constraints.remove() : constraints.element();
        return "<cib><configuration><resources/><constraints>" + now + "</constraints></configuration></cib>";
    }

    private Command answer(String text) {
        try {
            Path file = Files.createTempFile(directory, "answer", ".xml");
            Files.writeString(file, text);
            return new Command(List.of("cat", file.toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
