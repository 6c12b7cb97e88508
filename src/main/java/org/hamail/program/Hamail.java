package org.hamail.program;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hamail.cli.Arguments;
import org.hamail.cli.Help;
import org.hamail.cli.Program;
import org.hamail.cli.Program.Console;
import org.hamail.cli.Texts;
import org.hamail.cli.UsageException;
import org.hamail.config.yaml.ConfigException;
import org.hamail.io.FileProblem;
import org.hamail.model.NearestWord;
import org.hamail.operator.ControlCommands;
import org.hamail.operator.JsonAnswer;
import org.hamail.operator.QueryCommands;
import org.hamail.operator.ReconcileVerb;
import org.hamail.operator.Verb;
import org.hamail.operator.setup.InitVerb;
import org.hamail.operator.setup.ProfilesVerb;
import org.hamail.plugin.ServerText;
import org.hamail.recovery.journal.JournalBroken;
import org.hamail.recovery.journal.JournalUnavailable;
import org.hamail.site.AsOwner;
import org.hamail.site.Configuration;
import org.hamail.site.DetachedWorker;
import org.hamail.site.NextWorkerStarter;
import org.hamail.site.NotTheOwner;

/** {@code hamail}: the operator's command. */
public final class Hamail implements Program {
    public static final String NAME = "hamail";
    public static final String PURPOSE = "Shows and controls the recovery of mail services.";

    private final NextWorkerStarter workers;

    public Hamail() {
        this(DetachedWorker::reconciling);
    }

    /** {@code workers} start what outlives a verb. */
    Hamail(NextWorkerStarter workers) {
        this.workers = workers;
    }

    public static void main(String[] words) {
        Program.main(new AsOwner(new Hamail(), Hamail::arguments, Hamail::cannotBecomeOwner), words);
    }

    public static List<Verb> verbs() {
        var verbs = new ArrayList<Verb>();
        verbs.addAll(QueryCommands.all((config, words) -> AgentChecks.fault(config, words)));
        verbs.addAll(ControlCommands.all());
        verbs.add(ReconcileVerb.verb());
        verbs.add(ProfilesVerb.verb());
        verbs.add(InitVerb.verb());
        return verbs;
    }

    private static Arguments arguments(List<String> words, Console console) throws UsageException {
        String name = words.isEmpty() ? "" : words.get(0);
        Verb verb = verb(name).orElseThrow(() -> new UsageException("no verb"));
        return verb.parse(words.subList(1, words.size()));
    }

    @Override
    public int run(List<String> words, Console console) {
        PrintStream out = console.out();
        String first = words.isEmpty() ? "" : words.get(0);
        switch (first) {
            case "help" -> {
                return help(words.subList(1, words.size()), out);
            }
            case "-h", "--help" -> {
                out.print(overview());
                return Verb.WRONG;
            }
            case "-V", "--version", "version" -> {
                out.print(Help.version(NAME));
                return Verb.WRONG;
            }
            default -> {
                return run(first, words, console);
            }
        }
    }

    private static int help(List<String> words, PrintStream out) {
        if (words.isEmpty()) {
            out.print(overview());
            return Verb.DONE;
        }
        Optional<Verb> verb = verb(words.get(0));
        if (verb.isEmpty() || words.size() > 1) {
            String wrong = words.get(verb.isEmpty() ? 0 : 1);
            out.print("hamail: " + (verb.isEmpty() ? unknownVerb(wrong) : "unexpected argument " + Texts.quoted(wrong))
                    + "\n" + usage());
            return Verb.WRONG;
        }
        out.print(Help.full(
                NAME + " " + verb.get().name(),
                Verb.ARGUMENT,
                verb.get().purpose(),
                verb.get().allOptions()));
        return Verb.DONE;
    }

    private static Optional<Verb> verb(String name) {
        return verbs().stream().filter(known -> known.name().equals(name)).findFirst();
    }

    private int run(String first, List<String> words, Console console) {
        Optional<Verb> verb = verb(first);
        if (verb.isEmpty()) {
            String what = first.isEmpty() ? "a verb is missing" : unknownVerb(first);
            boolean json = words.contains("--json");
            Verb.trouble(ServerText.of(first, 60), Verb.WRONG, what, json, console.out());
            if (!json) {
                console.out().print(usage());
            }
            return Verb.WRONG;
        }
        return run(verb.get(), words.subList(1, words.size()), console);
    }

    private static void wrongUse(Verb verb, UsageException fault, boolean json, PrintStream out) {
        Verb.trouble(verb.name(), Verb.WRONG, String.valueOf(fault.getMessage()), json, out);
        if (!json) {
            out.print(Help.usage(name(verb) + Verb.ARGUMENT, verb.allOptions()));
        }
    }

    private static String name(Verb verb) {
        return NAME + " " + verb.name();
    }

    private int run(Verb verb, List<String> words, Console console) {
        PrintStream out = console.out();
        boolean json = words.contains("--json");
        try {
            Arguments arguments = verb.parse(words);
            if (arguments.has("help")) {
                out.print(Help.full(name(verb), Verb.ARGUMENT, verb.purpose(), verb.allOptions()));
                return Verb.DONE;
            }
            return verb.deed().run(new Verb.Call(arguments, console, workers));
        } catch (UsageException e) {
            wrongUse(verb, e, json, out);
            return Verb.WRONG;
        } catch (ConfigException e) {
            wrongConfiguration(verb.name(), e, json, out);
            return Verb.WRONG;
        } catch (JournalBroken e) {
            Verb.trouble(verb.name(), Verb.FAILED, "the journal is broken: " + e.getMessage(), json, out);
        } catch (NotTheOwner e) {
            var all = new ArrayList<String>(List.of(verb.name()));
            all.addAll(words);
            Verb.trouble(verb.name(), Verb.REFUSED, e.advice(NAME, all), json, out);
            return Verb.REFUSED;
        } catch (IOException e) {
            Verb.trouble(verb.name(), Verb.FAILED, FileProblem.sentence(e), json, out);
        } catch (JournalUnavailable e) {
            Verb.trouble(verb.name(), Verb.FAILED, String.valueOf(e.getMessage()), json, out);
        }
        return Verb.FAILED;
    }

    private static void wrongConfiguration(String verb, ConfigException e, boolean json, PrintStream out) {
        if (json) {
            String first = e.problems().get(0).toString();
            int more = e.problems().size() - 1;
            new JsonAnswer(verb)
                    .with("problems", JsonAnswer.problems(e.problems()))
                    .print(out, Verb.WRONG, "configuration: " + first + (more > 0 ? "; and " + more + " more" : ""));
        } else {
            Configuration.print(e, NAME, out);
            if (e.problems().stream().anyMatch(problem -> problem.message().endsWith(": no such file"))) {
                out.println(NAME + ": 'hamail init' writes a first configuration");
            }
        }
    }

    private static int cannotBecomeOwner(List<String> words, String sentence, Console console) {
        String verb = words.isEmpty() ? "" : ServerText.of(words.get(0), 60);
        Verb.trouble(verb, Verb.FAILED, sentence, words.contains("--json"), console.out());
        return Verb.FAILED;
    }

    private static String unknownVerb(String word) {
        if (word.startsWith("-")) {
            return "the verb comes before the option " + Texts.quoted(word);
        }
        return "unknown verb " + Texts.quoted(word)
                + NearestWord.question(word, verbs().stream().map(Verb::name).toList());
    }

    private static String usage() {
        return "Usage: hamail VERB [LOGICAL-HOST] [OPTIONS]; hamail help VERB. Verbs: "
                + String.join(" ", verbs().stream().map(Verb::name).toList()) + "\n";
    }

    private static String overview() {
        var text = new StringBuilder(Help.version(NAME));
        text.append(PURPOSE).append("\n\nUsage: hamail VERB [LOGICAL-HOST] [OPTIONS]; hamail help VERB\n\n");
        for (Verb verb : verbs()) {
            text.append("  ").append(verb.name());
            text.append(" ".repeat(Math.max(1, 12 - verb.name().length())));
            text.append(verb.purpose()).append('\n');
        }
        return text.append("\nExit: 0 done, 1 refused, 2 failed, 3 wrong usage or configuration\n")
                .toString();
    }
}
