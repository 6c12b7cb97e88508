package org.hamail.packaging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hamail.cli.Arguments;
import org.hamail.cli.OptionSpec;
import org.hamail.cli.UsageException;
import org.hamail.manual.ProgramManual;
import org.hamail.operator.Verb;
import org.hamail.program.Hamail;

/** A command line as a document shows it, held against the options that the programs really have. */
final class CommandText {
    private CommandText() {}

    /** What is wrong with it; empty where nothing is, or where its program is none of ours. */
    static Optional<String> problem(String line) throws IOException {
        for (String part : line.replaceFirst(" +#.*", "").split("&&|\\||;|>")) {
            List<String> words = words(part);
            Optional<String> problem = words.isEmpty() ? Optional.empty() : problem(words);
            if (problem.isPresent()) {
                return problem;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> problem(List<String> words) throws IOException {
        String program = words.get(0).substring(words.get(0).lastIndexOf('/') + 1);
        List<String> rest = words.subList(1, words.size());
        if (words.get(0).startsWith("packaging/")) {
            return ofScript(Path.of(words.get(0)), rest);
        }
        if (program.equals(Hamail.NAME)) {
            return ofVerb(rest);
        }
        for (ProgramManual manual : ProgramManual.all()) {
            if (manual.name().equals(program)) {
                return parsed(() -> Arguments.parse(
                        manual.parts().get(0).options(),
                        complete(manual.parts().get(0).options(), rest)));
            }
        }
        return Optional.empty();
    }

    private static Optional<String> ofVerb(List<String> words) {
        if (words.isEmpty() || List.of("help", "--help", "--version", "...").contains(words.get(0))) {
            return Optional.empty();
        }
        Optional<Verb> verb = Hamail.verbs().stream()
                .filter(known -> known.name().equals(words.get(0)))
                .findFirst();
        if (verb.isEmpty()) {
            return Optional.of("there is no verb " + words.get(0));
        }
        List<String> rest = words.subList(1, words.size());
        return parsed(() -> verb.get().parse(complete(verb.get().allOptions(), rest)));
    }

    private static Optional<String> ofScript(Path script, List<String> words) throws IOException {
        if (!Files.isExecutable(script)) {
            return Optional.of(script + " is no program");
        }
        String text = Files.readString(script);
        return words.stream()
                .filter(word -> word.startsWith("--") && !text.contains(word.replaceFirst("=.*", "")))
                .map(word -> script + " has no " + word)
                .findFirst();
    }

    /** A sentence often names an option that takes a value, and leaves the value out. */
    private static List<String> complete(List<OptionSpec> options, List<String> words) {
        String last = words.isEmpty() ? "" : words.get(words.size() - 1);
        boolean isOpen = options.stream()
                .anyMatch(option -> option.takesValue()
                        && (last.equals("--" + option.longName()) || last.equals("-" + option.shortName())));
        var all = new ArrayList<>(words);
        if (isOpen) {
            all.add("1");
        }
        return all;
    }

    private interface Parsing {
        Arguments parse() throws UsageException;
    }

    private static Optional<String> parsed(Parsing parsing) {
        try {
            parsing.parse();
            return Optional.empty();
        } catch (UsageException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /** The words behind {@code sudo -u USER} and settings of the environment. */
    private static List<String> words(String text) {
        var words = new ArrayList<String>();
        for (String word : text.strip().split("\\s+(?=(?:[^\"']*[\"'][^\"']*[\"'])*[^\"']*$)")) {
            words.add(word.replaceAll("^[\"']|[\"']$", ""));
        }
        while (!words.isEmpty() && (words.get(0).isEmpty() || words.get(0).matches("[A-Z_]+=.*"))) {
            words.remove(0);
        }
        if (!words.isEmpty() && words.get(0).equals("sudo")) {
            int from = words.size() > 2 && words.get(1).equals("-u") ? 3 : 1;
            return words.subList(from, words.size());
        }
        return words;
    }
}
