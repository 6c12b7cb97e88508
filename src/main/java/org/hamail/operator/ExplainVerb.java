package org.hamail.operator;

import com.google.gson.JsonElement;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.hamail.cli.OptionSpec;
import org.hamail.cli.UsageException;
import org.hamail.config.yaml.ConfigException;
import org.hamail.io.JsonText;
import org.hamail.model.ServiceState;
import org.hamail.operator.display.Colours;
import org.hamail.operator.display.Times;
import org.hamail.operator.story.Sequel;
import org.hamail.plugin.ServerText;
import org.hamail.recovery.ReconcileFindings;
import org.hamail.recovery.Reconciler;
import org.hamail.recovery.Site;
import org.hamail.recovery.event.Action;
import org.hamail.recovery.event.DecisionRecord;
import org.hamail.recovery.event.Entry;
import org.hamail.recovery.history.FaultHistory;
import org.hamail.recovery.journal.JournalBroken;
import org.hamail.recovery.journal.JournalReader;
import org.hamail.recovery.journal.JournalUnavailable;
import org.hamail.recovery.policy.Reading;
import org.hamail.recovery.policy.RuleTable;
import org.hamail.site.UnusableState;

/** {@code hamail explain}: why something was done or held back, and what can be done now. */
final class ExplainVerb {
    private static final OptionSpec SEQ =
            OptionSpec.value("", "seq", "N", "the decision with this number, or the first one behind it");
    private static final OptionSpec RULES = OptionSpec.flag("", "rules", "print the table of rules instead");

    private static final OptionSpec VERBOSE =
            OptionSpec.flag("v", "verbose", "all gates with what they saw, and the records that led to the decision");

    private ExplainVerb() {}

    static Verb verb() {
        return new Verb(
                "explain",
                "The last restart, failover or hold: why, what came of it or opens it, what can be done now, and the closed"
                        + " gates.",
                List.of(SEQ, RULES, VERBOSE, Times.UTC),
                ExplainVerb::run);
    }

    private static int run(Verb.Call call)
            throws UsageException, ConfigException, IOException, JournalUnavailable, JournalBroken {
        if (call.arguments().has("rules")) {
            return printRules(call);
        }
        Optional<Integer> seq = call.arguments().integer("seq", 1, 999_999_999);
        Site site = QueryCommands.site(call);
        Optional<JournalReader.Shown> shown = decision(new JournalReader(site.directory()), seq);
        if (shown.isPresent() && shown.get().entry().event() instanceof DecisionRecord made) {
            print(call, site, shown.get(), made, advice(site, shown.get().entry(), made, seq.isPresent()));
            return Verb.DONE;
        }
        return refused(call, site, seq);
    }

    /** What came of it, and what can be done: as things stood then where it was {@code named}, else as they are now. */
    private static List<String> advice(Site site, Entry entry, DecisionRecord made, boolean named)
            throws JournalUnavailable, JournalBroken {
        var lines = new ArrayList<>(sequel(site, entry, made));
        lines.addAll(named ? Explanation.advice(made) : now(site, made));
        return lines;
    }

    private static int refused(Verb.Call call, Site site, Optional<Integer> seq) {
        String sentence = seq.isPresent()
                ? "there is no decision with number " + seq.get() + " or behind it"
                : "nothing has been decided yet: "
                        + UnusableState.of(site).orElse("no report has come from the monitoring core");
        boolean json = call.arguments().has("json");
        Verb.trouble("explain", Verb.REFUSED, sentence, json, call.console().out());
        return Verb.REFUSED;
    }

    private static int printRules(Verb.Call call) {
        if (call.arguments().has("json")) {
            new JsonAnswer("explain")
                    .with("rules", JsonAnswer.lines(RuleTable.lines()))
                    .print(call.console().out(), Verb.DONE);
        } else {
            RuleTable.lines().forEach(call::print);
        }
        return Verb.DONE;
    }

    private static void print(
            Verb.Call call, Site site, JournalReader.Shown shown, DecisionRecord made, List<String> advice)
            throws UsageException {
        if (call.arguments().has("json")) {
            printJson(call, site, shown, advice);
            return;
        }
        Times times = Times.of(call.arguments());
        boolean all = call.arguments().has("verbose");
        Explanation.of(shown.entry(), made, advice, all)
                .forEach(line -> call.print(ServerText.detail(times.localised(line), 4000)));
        Explanation.gates(made, all, times, Colours.of(call.console())).forEach(call::print);
    }

    private static void printJson(Verb.Call call, Site site, JournalReader.Shown shown, List<String> advice) {
        var what = new LinkedHashMap<String, JsonElement>();
        what.put("decision", JsonText.parse(shown.json()));
        what.put("advice", JsonAnswer.lines(advice));
        new JsonAnswer("explain")
                .logicalHost(site.logicalHost(), what)
                .print(call.console().out(), Verb.DONE);
    }

    /** That with the number; else the last that did something or held something back, or, where there is none, the last. */
    private static Optional<JournalReader.Shown> decision(JournalReader reader, Optional<Integer> seq)
            throws JournalUnavailable, JournalBroken {
        Predicate<Entry> isDecision = entry -> entry.event() instanceof DecisionRecord;
        if (seq.isPresent()) {
            return first(reader.newest(Integer.MAX_VALUE, isDecision.and(entry -> entry.seq() >= seq.get())));
        }
        Optional<JournalReader.Shown> counts = first(reader.newest(1, isDecision.and(ExplainVerb::counts)));
        return counts.isPresent() ? counts : first(reader.newest(1, isDecision));
    }

    private static boolean counts(Entry entry) {
        return entry.event() instanceof DecisionRecord made && !made.decision().equals("none");
    }

    private static Optional<JournalReader.Shown> first(List<JournalReader.Shown> shown) {
        return shown.stream().findFirst();
    }

    /** That the service is paused or off: whatever was decided before, nothing is acted on now. */
    private static Optional<String> switchedOff(ReconcileFindings found) {
        return found.held().isEmpty() // else what is held tells of it
                        && found.situation().service() instanceof Reading.Known<ServiceState> known
                        && known.value().position() != ServiceState.Switch.ON
                ? Optional.of("now: the service is " + known.value().sentence() + "; nothing is acted on")
                : Optional.empty();
    }

    /** What came of a decision to act: of a hold, nothing came. */
    private static List<String> sequel(Site site, Entry entry, DecisionRecord made)
            throws JournalUnavailable, JournalBroken {
        if (Action.of(made.decision()).isEmpty()) {
            return List.of();
        }
        long oldest = made.because().stream().mapToLong(Long::longValue).min().orElse(entry.seq());
        List<Entry> since = new JournalReader(site.directory()).recent(before -> before.seq() <= oldest);
        return Explanation.sequel(
                Sequel.of(entry, made, since),
                FaultHistory.of(since, site.faultRules()).actions());
    }

    /** What holds now what stands, whatever held it then. */
    private static List<String> now(Site site, DecisionRecord made) throws JournalUnavailable, JournalBroken {
        var lines = new ArrayList<String>();
        UnusableState.of(site).ifPresent(why -> lines.add("now: " + why));
        ReconcileFindings found = new Reconciler(site).look();
        switchedOff(found).ifPresent(lines::add);
        found.sentences().forEach(line -> lines.add("now: " + line));
        if (found.held().isEmpty() && made.decision().equals("hold")) {
            lines.add("now: no fault stands, and nothing is held any more");
        }
        return lines;
    }
}
