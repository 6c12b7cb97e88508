package org.hamail.program;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hamail.cli.Arguments;
import org.hamail.cli.Console;
import org.hamail.cli.Help;
import org.hamail.cli.Program;
import org.hamail.cli.UsageException;
import org.hamail.config.yaml.ConfigException;
import org.hamail.operator.ControlCommands;
import org.hamail.operator.QueryCommands;
import org.hamail.operator.ReconcileVerb;
import org.hamail.operator.Verb;
import org.hamail.plugin.ServerText;
import org.hamail.recovery.journal.JournalBroken;
import org.hamail.recovery.journal.JournalUnavailable;
import org.hamail.site.AsOwner;
import org.hamail.site.Configuration;
import org.hamail.site.DetachedWorker;
import org.hamail.site.StateOwner;
import org.hamail.site.Successors;

/** {@code hamail}: the operator's command. */
public final class Hamail implements Program {
    static final String NAME = "hamail";
    static final String PURPOSE = "Shows and steers the recovery of mail services.";

    private final Successors workers;

    public Hamail() {
        this(DetachedWorker::reconciling);
    }

    /** {@code workers} start what outlives a verb. */
    Hamail(Successors workers) {
        this.workers = workers;
    }

    public static void main(String[] words) {
        Program.main(new AsOwner(NAME, new Hamail(), Hamail::arguments), words);
    }

    static List<Verb> verbs() {
        var verbs = new ArrayList<Verb>();
        verbs.addAll(QueryCommands.all());
        verbs.addAll(ControlCommands.all());
        verbs.add(ReconcileVerb.verb());
        return verbs;
    }

    private static Arguments arguments(List<String> words, Console console) throws UsageException {
        String name = words.isEmpty() ? "" : words.get(0);
        Verb verb = verbs().stream()
                .filter(known -> known.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new UsageException("no verb"));
        return Arguments.parse(verb.allOptions(), words.subList(1, words.size()));
    }

    @Override
    public int run(List<String> words, Console console) {
        PrintStream out = console.out();
        String first = words.isEmpty() ? "" : words.get(0);
        switch (first) {
            case "help" -> {
                out.print(overview());
                return Verb.DONE;
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

    private int run(String first, List<String> words, Console console) {
        Optional<Verb> verb =
                verbs().stream().filter(known -> known.name().equals(first)).findFirst();
        if (verb.isEmpty()) {
            String what = first.isEmpty() ? "a verb is missing" : "unknown verb '" + ServerText.of(first, 60) + "'";
            console.out().print("hamail: " + what + "\n" + overview());
            return Verb.WRONG;
        }
        return run(verb.get(), words.subList(1, words.size()), console);
    }

    private int run(Verb verb, List<String> words, Console console) {
        PrintStream out = console.out();
        String name = NAME + " " + verb.name();
        boolean json = words.contains("--json");
        try {
            Arguments arguments = Arguments.parse(verb.allOptions(), words);
            if (arguments.has("help")) {
                out.print(Help.full(name, verb.purpose(), verb.allOptions()));
                return Verb.WRONG;
            }
            return verb.deed().run(new Verb.Call(arguments, console, workers));
        } catch (UsageException e) {
            out.print("hamail: " + e.getMessage() + "\n" + Help.usage(name, verb.allOptions()));
            return Verb.WRONG;
        } catch (ConfigException e) {
            Configuration.print(e, NAME, out);
            return Verb.WRONG;
        } catch (JournalBroken e) {
            out.println(Verb.trouble("the journal is broken: " + e.getMessage(), json));
        } catch (StateOwner.NotTheOwner e) {
            var all = new ArrayList<String>(List.of(verb.name()));
            all.addAll(words);
            out.println(Verb.trouble(e.advice(NAME, all), json));
            return Verb.REFUSED;
        } catch (IOException e) {
            out.println(Verb.trouble(JournalUnavailable.sentence(e), json));
        } catch (JournalUnavailable e) {
            out.println(Verb.trouble(String.valueOf(e.getMessage()), json));
        }
        return Verb.FAILED;
    }

    private static String overview() {
        var text = new StringBuilder(Help.version(NAME));
        text.append(PURPOSE).append("\n\nUsage: hamail VERB [OPTIONS]; hamail VERB --help\n\n");
        for (Verb verb : verbs()) {
            text.append("  ").append(verb.name());
            text.append(" ".repeat(Math.max(1, 12 - verb.name().length())));
            text.append(verb.purpose()).append('\n');
        }
        return text.append("\nExit: 0 done, 1 refused, 2 failed, 3 wrong usage or configuration\n")
                .toString();
    }
}
