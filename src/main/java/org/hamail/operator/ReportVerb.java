package org.hamail.operator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.hamail.cli.OptionSpec;
import org.hamail.cli.UsageException;
import org.hamail.config.yaml.ConfigException;
import org.hamail.model.Count;
import org.hamail.model.Role;
import org.hamail.operator.display.Times;
import org.hamail.operator.replay.Origin;
import org.hamail.operator.replay.ReplayInput;
import org.hamail.operator.replay.ReplayReport;
import org.hamail.operator.replay.Rules;
import org.hamail.operator.report.IncidentJson;
import org.hamail.operator.report.IncidentPage;
import org.hamail.operator.report.IncidentReport;
import org.hamail.operator.report.IncidentWords;
import org.hamail.operator.story.Incident;
import org.hamail.operator.story.Incidents;
import org.hamail.plugin.ServerText;
import org.hamail.recovery.Site;
import org.hamail.recovery.event.Entry;
import org.hamail.recovery.journal.JournalBroken;
import org.hamail.recovery.journal.JournalReader;
import org.hamail.recovery.journal.JournalUnavailable;

/** {@code hamail report}: incidents for a post-mortem. */
final class ReportVerb {
    private static final OptionSpec INCIDENT = OptionSpec.value(
            "", "incident", "ID", "only this one: the number of its first record, or of any of its records");
    private static final OptionSpec AGAINST = OptionSpec.value(
            "", "against", "FILE", "another configuration; what its policy would have decided stands beside");

    private ReportVerb() {}

    static Verb verb() {
        return new Verb(
                "report",
                "Report on incidents: what was seen and by whom, held, decided, done and proved, how long mail was away, and"
                        + " what another policy would have done.",
                List.of(Since.OPTION, INCIDENT, AGAINST, ReplayVerb.HTML, Times.UTC),
                ReportVerb::run);
    }

    private static int run(Verb.Call call)
            throws UsageException, ConfigException, IOException, JournalUnavailable, JournalBroken {
        Site site = QueryCommands.site(call);
        Instant now = Clock.systemUTC().instant();
        List<Entry> entries = new JournalReader(site.directory()).recent(entry -> false);
        List<Incident> wanted = wanted(call, Incidents.of(entries), now);
        ReplayReport replayed = replayed(call, site.logicalHost(), entries);
        print(call, site.logicalHost(), IncidentReport.of(wanted, roles(site), replayed, now));
        return Verb.DONE;
    }

    /** What the policy in force, and another one that is named, would decide on all of it. */
    private static ReplayReport replayed(Verb.Call call, String logicalHost, List<Entry> entries)
            throws UsageException, ConfigException {
        List<Rules> rules = ReplayRules.inForce(call, logicalHost);
        List<Rules> against = ReplayRules.against(call, logicalHost);
        ReplayInput input = ReplayInput.ofJournals(Origin.JOURNAL, Map.of(logicalHost, entries));
        var span = new ReplayReport.Span(
                Instant.ofEpochMilli(input.extent().first()),
                Instant.ofEpochMilli(input.extent().last()));
        return ReplayReport.of(input, span, rules, against);
    }

    private static List<Role> roles(Site site) {
        List<Role> roles = new ArrayList<>();
        site.verifier().roles().forEach(word -> Role.of(word).ifPresent(roles::add));
        return roles;
    }

    private static List<Incident> wanted(Verb.Call call, List<Incident> all, Instant now) throws UsageException {
        Predicate<Entry> since = Since.of(call.arguments(), now);
        Optional<String> id = call.arguments().text("incident");
        if (id.isPresent()) {
            return withNumber(id.get(), all);
        }
        return all.stream()
                .filter(incident -> incident.entries().stream().anyMatch(since)
                        || incident.end().isEmpty())
                .toList();
    }

    private static List<Incident> withNumber(String id, List<Incident> all) throws UsageException {
        List<Incident> found =
                all.stream().filter(incident -> has(incident, id)).toList();
        if (found.isEmpty()) {
            throw new UsageException("--incident: the journal has no incident " + ServerText.of(id, 60)
                    + "; 'hamail history' shows their numbers");
        }
        return found;
    }

    private static boolean has(Incident incident, String id) {
        return incident.entries().stream()
                .anyMatch(entry -> id.equals("" + entry.seq()) || id.equals("#" + entry.seq()));
    }

    private static void print(Verb.Call call, String logicalHost, List<IncidentReport> reports)
            throws UsageException, IOException {
        Times times = Times.of(call.arguments());
        Optional<Path> page = call.arguments().path("html");
        if (page.isPresent()) {
            Files.writeString(page.get(), IncidentPage.of(logicalHost, reports, times.zone()));
        }
        if (call.arguments().has("json")) {
            new JsonAnswer("report")
                    .logicalHost(logicalHost, Map.of("incidents", IncidentJson.of(reports)))
                    .print(call.console().out(), Verb.DONE);
        } else if (page.isPresent()) {
            call.print(
                    "hamail: " + Count.words(reports.size(), "incident") + " of " + logicalHost + " in " + page.get());
        } else {
            reports.forEach(report -> IncidentWords.of(report, times)
                    .forEach(line -> call.print((line.startsWith("  ") ? "  " : "") + ServerText.detail(line, 2000))));
        }
    }
}
