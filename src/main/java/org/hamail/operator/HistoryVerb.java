package org.hamail.operator;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.hamail.cli.OptionSpec;
import org.hamail.cli.UsageException;
import org.hamail.config.yaml.ConfigException;
import org.hamail.operator.display.Times;
import org.hamail.operator.story.HistoryLine;
import org.hamail.operator.story.Incident;
import org.hamail.operator.story.IncidentBlocks;
import org.hamail.operator.story.Incidents;
import org.hamail.plugin.ServerText;
import org.hamail.recovery.Site;
import org.hamail.recovery.event.Entry;
import org.hamail.recovery.journal.JournalBroken;
import org.hamail.recovery.journal.JournalReader;
import org.hamail.recovery.journal.JournalUnavailable;
import org.hamail.site.UnusableState;
import org.hamail.time.Sleeper;

/** {@code hamail history}: the incidents in a journal, or all of its records. */
final class HistoryVerb {
    private static final OptionSpec LAST =
            OptionSpec.value("n", "last", "N", "only the last N incidents, or records with --all or --json");
    private static final OptionSpec ALL = OptionSpec.flag("", "all", "every record, a line each");
    private static final OptionSpec FOLLOW =
            OptionSpec.flag("f", "follow", "then each new record as it comes, until interrupted");
    private static final Duration EVERY = Duration.ofSeconds(1);

    private final Verb.Call call;
    private final Times times;
    private final Predicate<Entry> since;
    private final int last;

    private HistoryVerb(Verb.Call call) throws UsageException {
        this.call = call;
        this.times = Times.of(call.arguments());
        this.since = Since.of(call.arguments(), Clock.systemUTC().instant());
        this.last = call.arguments().integer("last", 1, 999_999_999).orElse(Integer.MAX_VALUE);
        if (call.arguments().has("follow") && call.arguments().has("json")) {
            throw new UsageException("--follow has no end, and --json is one document");
        }
    }

    static Verb verb() {
        return new Verb(
                "history",
                "Show what happened: each incident with what was seen, held, done and proved, and how long it took.",
                List.of(LAST, ALL, Since.OPTION, FOLLOW, Times.UTC),
                call -> run(call, Sleeper.real()));
    }

    /** {@code pause} waits between two looks, and ends the following by interrupting its thread. */
    static int run(Verb.Call call, Sleeper pause)
            throws UsageException, ConfigException, IOException, JournalUnavailable, JournalBroken {
        var history = new HistoryVerb(call);
        Site site = QueryCommands.site(call);
        Optional<Entry> shown = history.show(site);
        if (call.arguments().has("follow")) {
            history.follow(new JournalReader(site.directory()), shown, pause);
        }
        return Verb.DONE;
    }

    /** The last record that there was. */
    private Optional<Entry> show(Site site) throws JournalUnavailable, JournalBroken {
        var reader = new JournalReader(site.directory());
        if (call.arguments().has("json")) {
            printJson(site, reader.newest(last, since));
            return Optional.empty();
        }
        boolean all = call.arguments().has("all");
        List<Entry> entries = all ? QueryCommands.entries(reader.newest(last, since)) : reader.recent(entry -> false);
        List<String> lines = all ? HistoryLine.of(entries, times) : incidents(entries);
        lines.forEach(this::print);
        printWhatIsMissing(lines.isEmpty(), UnusableState.of(site));
        return last(entries);
    }

    private void printJson(Site site, List<JournalReader.Shown> records) {
        Optional<String> unusable = UnusableState.of(site);
        new JsonAnswer("history").print(call.console().out(), site.logicalHost(), records, unusable);
    }

    private List<String> incidents(List<Entry> entries) {
        List<Incident> wanted = wanted(Incidents.of(entries));
        return IncidentBlocks.of(wanted, times, Clock.systemUTC().instant());
    }

    private void printWhatIsMissing(boolean empty, Optional<String> unusable) {
        unusable.ifPresent(why -> call.print("now: " + why));
        if (empty && unusable.isEmpty()) {
            call.print(
                    call.arguments().text("since").isPresent()
                            ? "nothing has been recorded since then"
                            : "nothing has been recorded yet: no report has come from the monitoring core");
        }
    }

    /** Those of which anything happened in the time asked for. */
    private List<Incident> wanted(List<Incident> all) {
        List<Incident> wanted = all.stream()
                .filter(incident -> incident.end().isEmpty() || since.test(incident.last()))
                .toList();
        return wanted.subList(Math.max(0, wanted.size() - last), wanted.size());
    }

    private static Optional<Entry> last(List<Entry> entries) {
        return entries.isEmpty() ? Optional.empty() : Optional.of(entries.get(entries.size() - 1));
    }

    private void follow(JournalReader reader, Optional<Entry> from, Sleeper pause)
            throws JournalUnavailable, JournalBroken {
        Optional<Entry> shown = from;
        while (true) {
            boolean broken = call.console().out().checkError(); // which flushes, too
            pause.sleep(EVERY);
            if (broken || Thread.currentThread().isInterrupted()) {
                return;
            }
            shown = showLater(reader, shown);
        }
    }

    /** Whoever sets a journal aside lets the numbers begin at 1 again. */
    private Optional<Entry> showLater(JournalReader reader, Optional<Entry> shown)
            throws JournalUnavailable, JournalBroken {
        long known = shown.map(Entry::seq).orElse(0L);
        List<Entry> recent = reader.recent(entry -> entry.seq() <= known);
        Optional<Entry> before = recent.stream().findFirst().filter(entry -> entry.seq() <= known);
        if (!before.equals(shown)) {
            print("a new journal has begun: the one before was set aside");
            return showLater(reader, Optional.empty());
        }
        List<Entry> later = recent.stream().filter(entry -> entry.seq() > known).toList();
        HistoryLine.of(later, before, times).forEach(this::print);
        return last(later).or(() -> shown);
    }

    private void print(String line) {
        String indent = line.startsWith("  ") ? "  " : "";
        call.print(indent + ServerText.detail(line, 4000));
    }
}
