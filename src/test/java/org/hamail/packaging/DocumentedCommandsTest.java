package org.hamail.packaging;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hamail.config.ConfigLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the documents show can be typed: options and verbs exist, configurations are accepted. */
class DocumentedCommandsTest {
    private static final Pattern SPAN = Pattern.compile("`([^`\n]+)`");
    private static final Pattern PROGRAM =
            Pattern.compile("(hamail|check_mail_[a-z]+|handle_mail_fault|hamail-agent|packaging/[a-z-]+) .*");
    private static final Pattern NRPE = Pattern.compile("command\\[[a-z_]+]=(.*)");
    private static final Pattern ARGUMENT = Pattern.compile("    \"(--?[A-Za-z0-9-]+)\" = .*");

    /** In sentences: a name of a service, and words that stand for others. */
    private static final Set<String> NO_COMMAND =
            Set.of("hamail agent", "hamail VERB LOGICAL-HOST", "hamail VERB --help");

    private static final String MAIL1 = """
            logical_hosts:
              mail1:
                address: mail1.example.org
                nodes: [{name: phys-a, transport: ssh, login: hamail@phys-a}, {name: phys-b, transport: ssh}]
            """;

    @TempDir
    Path folder = Path.of("/nonexistent");

    @Test
    void everyBlockSaysWhatItIs() throws IOException {
        List<String> others = CodeBlock.all().stream()
                .filter(block -> !Set.of("sh", "yaml", "text").contains(block.language()))
                .map(block -> block + " is '" + block.language() + "': write sh or yaml; text where it is only shown")
                .toList();
        assertEquals(List.of(), others);
    }

    @Test
    void noBlockIsOnlyIndented() throws IOException {
        var found = new ArrayList<String>();
        for (Path page : CodeBlock.pages()) {
            List<String> lines = Files.readAllLines(page);
            boolean isFenced = false;
            for (int i = 1; i < lines.size(); i++) {
                isFenced ^= lines.get(i).startsWith("```");
                if (!isFenced
                        && lines.get(i).startsWith("    ")
                        && lines.get(i - 1).isEmpty()) {
                    found.add(page + ":" + (i + 1));
                }
            }
        }
        assertEquals(List.of(), found, "nobody would try these");
    }

    static List<CodeBlock> commands() throws IOException {
        return CodeBlock.in("sh");
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandCanBeTyped(CodeBlock block) throws IOException {
        var problems = new ArrayList<String>();
        for (String line : block.text().replace("\\\n", " ").split("\n")) {
            CommandText.problem(line).ifPresent(problem -> problems.add(line + ": " + problem));
        }
        assertEquals(List.of(), problems);
    }

    @Test
    void everyCommandInASentenceCanBeTyped() throws IOException {
        var problems = new ArrayList<String>();
        for (Path page : CodeBlock.pages()) {
            Matcher span = SPAN.matcher(Files.readString(page));
            while (span.find()) {
                String line = span.group(1);
                if (PROGRAM.matcher(line).matches() && !NO_COMMAND.contains(line)) {
                    CommandText.problem(line).ifPresent(problem -> problems.add(page + ": " + line + ": " + problem));
                }
            }
        }
        assertEquals(List.of(), problems);
    }

    static List<CodeBlock> configurations() throws IOException {
        return CodeBlock.in("yaml");
    }

    @ParameterizedTest
    @MethodSource("configurations")
    void everyConfigurationIsAccepted(CodeBlock block) throws IOException {
        accepted(block.text());
    }

    /** A part of a logical host is put into one. */
    private void accepted(String text) throws IOException {
        boolean isWhole = text.startsWith("logical_hosts:") || text.contains("\nlogical_hosts:");
        boolean isOutermost = text.matches("(?s)(.*\n)?(agent|replay|core|profiles|state_dir):.*");
        String whole = isWhole ? text : MAIL1 + (isOutermost ? text : text.indent(4));
        Path file = Files.writeString(folder.resolve("hamail.yaml"), whole);
        assertDoesNotThrow(() -> ConfigLoader.load(file), whole);
    }

    @Test
    void theAgentsExampleIsAccepted() throws IOException {
        accepted(Files.readString(Path.of("nagios-config/nagios/examples/agent.yaml")));
    }

    @Test
    void whatNrpeRunsCanBeRun() throws IOException {
        var problems = new ArrayList<String>();
        int commands = 0;
        for (String line : Files.readAllLines(Path.of("nagios-config/nagios/examples/hamail-nrpe.cfg"))) {
            Matcher command = NRPE.matcher(line);
            if (command.matches()) {
                commands++;
                CommandText.problem(command.group(1)).ifPresent(problem -> problems.add(line + ": " + problem));
            }
        }
        assertEquals(List.of(), problems);
        assertEquals(6, commands);
    }

    @Test
    void everyArgumentOfIcingasCommandsIsAnOption() throws IOException {
        var problems = new ArrayList<String>();
        for (String file : List.of("hamail-agent.conf", "hamail-recovery.conf")) {
            String program = "";
            for (String line : Files.readAllLines(Path.of("nagios-config/icinga2", file))) {
                if (line.startsWith("  command = [ PluginDir + \"/")) {
                    program = line.replaceAll(".*/([a-z_]+)\".*", "$1");
                }
                Matcher argument = ARGUMENT.matcher(line);
                if (argument.matches() && !isOption(program, argument.group(1))) {
                    problems.add(file + ": " + line);
                }
            }
        }
        assertEquals(List.of(), problems);
    }

    @Test
    void theBasketHoldsTheSameCommandsAndTemplates() throws IOException {
        JsonObject basket = JsonParser.parseString(
                        Files.readString(Path.of("nagios-config/icinga2/director-basket.json")))
                .getAsJsonObject();
        var problems = new ArrayList<String>();
        for (Map.Entry<String, JsonElement> entry :
                basket.getAsJsonObject("Command").entrySet()) {
            JsonObject command = entry.getValue().getAsJsonObject();
            String program = command.get("command").getAsString().replaceFirst(".*/", "");
            command.getAsJsonObject("arguments").keySet().stream()
                    .filter(argument -> !argument.contains(" ") && !isOption(program, argument))
                    .forEach(argument -> problems.add(entry.getKey() + " " + argument));
        }
        assertEquals(List.of(), problems);
        assertEquals(
                objects("object (?:Check|Event)Command"),
                basket.getAsJsonObject("Command").keySet());
        Set<String> templates = new TreeSet<>(objects("template Service"));
        templates.remove("hamail-agent"); // the agent's own service needs the ITL's dummy
        assertEquals(templates, basket.getAsJsonObject("ServiceTemplate").keySet());
    }

    private static Set<String> objects(String kind) throws IOException {
        var names = new TreeSet<String>();
        for (String file : List.of("hamail-agent.conf", "hamail-recovery.conf")) {
            Matcher object = Pattern.compile("(?m)^" + kind + " \"([^\"]+)\"")
                    .matcher(Files.readString(Path.of("nagios-config/icinga2", file)));
            while (object.find()) {
                names.add(object.group(1));
            }
        }
        return names;
    }

    private static boolean isOption(String program, String option) {
        return Stream.of(true, false).anyMatch(withValue -> {
            try {
                return CommandText.problem(program + " " + option + (withValue ? " 1" : ""))
                        .isEmpty();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hamail doktor", "hamail doctor --nonsense", "check_mail_protocol -P imap --nonsense",
                "sudo -u nagios hamail pause --since 1h", "packaging/test --slow", "packaging/nothing",
                "true && hamail nothing"
            })
    void whatIsWrongIsSeen(String line) throws IOException {
        assertEquals(true, CommandText.problem(line).isPresent());
    }
}
