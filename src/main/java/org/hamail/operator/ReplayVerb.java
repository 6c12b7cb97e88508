package org.hamail.operator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.hamail.cli.Arguments;
import org.hamail.cli.OptionSpec;
import org.hamail.cli.UsageException;
import org.hamail.config.ConfigLoader;
import org.hamail.config.HamailConfig;
import org.hamail.config.LogicalHostConfig;
import org.hamail.config.ReplayConfig;
import org.hamail.config.ScenarioRow;
import org.hamail.config.yaml.ConfigException;
import org.hamail.model.CheckKind;
import org.hamail.model.Count;
import org.hamail.operator.picture.Picture;
import org.hamail.operator.replay.Difference;
import org.hamail.operator.replay.HostResult;
import org.hamail.operator.replay.MapRow;
import org.hamail.operator.replay.Origin;
import org.hamail.operator.replay.RecordedDecisions;
import org.hamail.operator.replay.ReplayInput;
import org.hamail.operator.replay.ReplayJson;
import org.hamail.operator.replay.ReplayReport;
import org.hamail.operator.replay.ReplayText;
import org.hamail.operator.replay.Rules;
import org.hamail.plugin.ServerText;
import org.hamail.recovery.Site;
import org.hamail.recovery.event.Entry;
import org.hamail.recovery.event.Series;
import org.hamail.recovery.journal.JournalBroken;
import org.hamail.recovery.journal.JournalReader;
import org.hamail.recovery.journal.JournalUnavailable;
import org.hamail.site.Configuration;
import org.hamail.site.Sites;
import org.hamail.site.StateOwner;

/** {@code hamail replay}: what hamail would have done with a history, by one configuration or by two. */
final class ReplayVerb {
    private static final OptionSpec LOG = OptionSpec.value(
            "",
            "log",
            "FILE",
            "nagios.log, an archive of it or the compat log of Icinga 2; repeatable; without it the journal");
    private static final OptionSpec AGAINST =
            OptionSpec.value("", "against", "FILE", "another configuration; show what it would decide differently");
    private static final OptionSpec MAP =
            OptionSpec.value("", "map", "FILE", "which services of the log are about what; rows as in replay.map");
    private static final OptionSpec SINCE = OptionSpec.value(
            "", "since", "TIME", "ISO 8601, or a span before the end; what was before only sets the state");
    static final OptionSpec HTML =
            OptionSpec.value("", "html", "FILE", "write the picture, with a table of the same, as one page");
    private static final OptionSpec UNTIL =
            OptionSpec.value("", "until", "TIME", "ISO 8601, or a span before the end; the last line otherwise");

    private static final String UNREADABLE = "nothing could be read";

    private final Verb.Call call;
    private final HamailConfig config;
    private final List<LogicalHostConfig> hosts;

    private ReplayVerb(Verb.Call call) throws UsageException, ConfigException {
        this.call = call;
        this.config = Configuration.load(call.arguments(), call.console());
        this.hosts = Configuration.meant(config, call.arguments());
        if (hosts.isEmpty()) {
            throw new UsageException("the configuration names no logical host");
        }
    }

    static Verb verb() {
        return new Verb(
                "replay",
                "What would have been decided: a log of the monitoring core, or the journal, decided again by the policy.",
                List.of(LOG, AGAINST, MAP, SINCE, UNTIL, HTML),
                call -> new ReplayVerb(call).run());
    }

    private int run() throws UsageException, ConfigException, IOException, JournalUnavailable, JournalBroken {
        Arguments arguments = call.arguments();
        boolean ofJournal = !arguments.has("log");
        List<Rules> rules = rules(config, !ofJournal);
        List<Rules> against = against(!ofJournal);
        Map<String, List<Entry>> journals = ofJournal ? journals() : Map.of();
        ReplayInput input = ofJournal ? ReplayInput.ofJournals(Origin.JOURNAL, journals) : logs();
        ReplayReport report = ReplayReport.of(input, span(input), rules, against);
        return ofJournal && against.isEmpty() ? recorded(report, journals) : print(report, Optional.empty());
    }

    private ReplayInput logs() throws UsageException, ConfigException {
        List<Path> files = files(call.arguments(), "log");
        Set<String> known = config.logicalHosts().keySet();
        Optional<Path> map = call.arguments().path("map");
        ReplayConfig replay = map.isPresent() ? ReplayConfig.load(map.get().toAbsolutePath(), known) : config.replay();
        List<MapRow> rows = replay.map().stream().map(ReplayVerb::row).toList();
        List<String> names = hosts.stream().map(LogicalHostConfig::name).toList();
        return ReplayInput.ofLogs(files, rows, Set.copyOf(names));
    }

    /** What {@code option} names. */
    static List<Path> files(Arguments arguments, String option) throws UsageException {
        List<Path> files = new ArrayList<>();
        for (String file : arguments.all(option)) {
            try {
                files.add(Path.of(file));
            } catch (InvalidPathException e) {
                throw new UsageException("--" + option + ": '" + ServerText.of(file, 80) + "' is not a path", e);
            }
        }
        return files;
    }

    private static MapRow row(ScenarioRow row) {
        CheckKind check = row.check() == ReplayConfig.Subject.PROCESS ? CheckKind.PROCESS : CheckKind.PROTOCOL;
        return new MapRow(
                row.host(),
                row.service(),
                row.logicalHost(),
                row.daemon().map(daemon -> new Series(daemon, check, row.observer())));
    }

    private Map<String, List<Entry>> journals() throws IOException, JournalUnavailable, JournalBroken {
        var journals = new LinkedHashMap<String, List<Entry>>();
        for (LogicalHostConfig host : hosts) {
            Site site = Sites.of(config, host);
            StateOwner.demandRights(site, false);
            journals.put(host.name(), new JournalReader(site.directory()).recent(entry -> false));
        }
        return journals;
    }

    private List<Rules> against(boolean core) throws UsageException, ConfigException {
        Optional<Path> file = call.arguments().path("against");
        return file.isPresent() ? rules(ConfigLoader.load(file.get().toAbsolutePath()), core) : List.of();
    }

    private List<Rules> rules(HamailConfig from, boolean core) throws UsageException {
        List<Rules> rules = new ArrayList<>();
        for (LogicalHostConfig host : hosts) {
            rules.add(ReplayRules.of(from, host.name(), core));
        }
        return rules;
    }

    private ReplayReport.Span span(ReplayInput input) throws UsageException {
        Instant last = Instant.ofEpochMilli(input.extent().last());
        Instant to = time("until", last).orElse(last);
        Instant from =
                time("since", to).orElse(Instant.ofEpochMilli(input.extent().first()));
        if (from.isAfter(to)) {
            throw new UsageException((call.arguments().has("since") ? "--since is after " : "the first line is after ")
                    + (call.arguments().has("until") ? "--until" : "the last line"));
        }
        return new ReplayReport.Span(from, to);
    }

    private Optional<Instant> time(String option, Instant end) throws UsageException {
        Optional<String> text = call.arguments().text(option);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Optional<Instant> time = Since.instant(text.get(), end);
        if (time.isEmpty()) {
            throw new UsageException("--" + option + ": '" + ServerText.of(text.get(), 60)
                    + "' is neither a span like 2h nor a time like 2026-11-22T08:00:00Z");
        }
        return time;
    }

    /** Of a journal, also what was decided then is compared with what would be decided today. */
    private int recorded(ReplayReport report, Map<String, List<Entry>> journals) throws UsageException, IOException {
        int count = 0;
        List<Difference> differences = new ArrayList<>();
        for (LogicalHostConfig host : hosts) {
            RecordedDecisions made = RecordedDecisions.of(
                    host.name(),
                    Objects.requireNonNull(journals.get(host.name())),
                    host.policy().settings());
            count += made.count();
            differences.addAll(made.differences());
        }
        differences.sort((a, b) -> a.time().compareTo(b.time()));
        return print(
                report.with(differences),
                Optional.of("hamail: " + Count.words(count, "decision") + " replayed, " + differences.size()
                        + " would be different today"));
    }

    private int print(ReplayReport report, Optional<String> closing) throws UsageException, IOException {
        writePage(report);
        int exit = report.input().read() ? Verb.DONE : Verb.FAILED;
        if (call.arguments().has("json")) {
            printJson(report, exit);
        } else {
            printText(report, closing);
        }
        return exit;
    }

    private void writePage(ReplayReport report) throws UsageException, IOException {
        Optional<Path> page = call.arguments().path("html");
        if (page.isPresent() && report.input().read()) {
            Files.writeString(page.get(), Picture.page(report, ZoneId.systemDefault()));
        }
    }

    private void printJson(ReplayReport report, int exit) {
        var answer = new JsonAnswer("replay");
        for (HostResult host : report.hosts()) {
            answer.logicalHost(host.name(), ReplayJson.of(host));
        }
        ReplayJson.whole(report).forEach(answer::with);
        answer.print(call.console().out(), exit, UNREADABLE);
    }

    private void printText(ReplayReport report, Optional<String> closing) {
        ReplayText.lines(report, ZoneId.systemDefault()).forEach(call::print);
        closing.ifPresent(call::print);
        if (!report.input().read()) {
            call.print("hamail: " + UNREADABLE);
        }
    }
}
