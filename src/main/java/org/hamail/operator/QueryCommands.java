package org.hamail.operator;

import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.hamail.cli.OptionSpec;
import org.hamail.cli.UsageException;
import org.hamail.config.HamailConfig;
import org.hamail.config.yaml.ConfigException;
import org.hamail.config.yaml.Problem;
import org.hamail.model.Count;
import org.hamail.operator.display.Times;
import org.hamail.operator.doctor.ExposedFiles;
import org.hamail.operator.doctor.ScheduledCommands;
import org.hamail.operator.picture.Picture;
import org.hamail.operator.replay.RecordedHistory;
import org.hamail.operator.replay.ReplayReport;
import org.hamail.operator.story.Timeline;
import org.hamail.recovery.Site;
import org.hamail.recovery.event.Entry;
import org.hamail.recovery.journal.JournalBroken;
import org.hamail.recovery.journal.JournalReader;
import org.hamail.recovery.journal.JournalUnavailable;
import org.hamail.site.Configuration;
import org.hamail.site.Sites;
import org.hamail.site.StateOwner;

/** The verbs that only look. */
public final class QueryCommands {
    private static final OptionSpec ONLY_NAMED = OptionSpec.value(
            "l",
            "logical-host",
            "NAME",
            "a logical host that must be in it; all of it is checked whether named or not");

    private QueryCommands() {}

    /** {@code reader} reads the command lines of the agent's checks. */
    public static List<Verb> all(ScheduledCommands.Reader reader) {
        return List.of(
                StatusVerb.verb(),
                HistoryVerb.verb(),
                ExplainVerb.verb(),
                VerifyVerb.verb(),
                ReplayVerb.verb(),
                ReportVerb.verb(),
                new Verb(
                        "timeline",
                        "Draw the journal, one lane for each daemon.",
                        List.of(Since.OPTION, Times.UTC, ReplayVerb.HTML),
                        QueryCommands::timeline),
                DoctorVerb.verb(),
                new Verb("validate", "Check the configuration.", List.of(ONLY_NAMED), call -> validate(call, reader)));
    }

    private static int timeline(Verb.Call call)
            throws UsageException, ConfigException, IOException, JournalUnavailable, JournalBroken {
        Site site = site(call);
        List<JournalReader.Shown> records = new JournalReader(site.directory()).records(since(call));
        ZoneId zone = Times.of(call.arguments()).zone();
        Optional<Path> page = call.arguments().path("html");
        if (page.isPresent()) {
            ReplayReport report = RecordedHistory.report(site.logicalHost(), entries(records));
            Files.writeString(page.get(), Picture.page(report, zone));
        }
        if (call.arguments().has("json")) {
            new JsonAnswer("timeline").print(call.console().out(), site.logicalHost(), records);
        } else {
            List<String> roles = site.verifier().roles();
            Timeline.of(entries(records), roles, zone).forEach(call::print);
        }
        return Verb.DONE;
    }

    private static Predicate<Entry> since(Verb.Call call) throws UsageException {
        return Since.of(call.arguments(), Clock.systemUTC().instant());
    }

    private static int validate(Verb.Call call, ScheduledCommands.Reader reader)
            throws UsageException, ConfigException {
        HamailConfig config = Configuration.load(call.arguments(), call.console());
        if (call.arguments().text("logical-host").isPresent()) {
            Configuration.logicalHost(config, call.arguments());
        }
        var warnings = new ArrayList<>(config.warnings());
        warnings.addAll(ScheduledCommands.faults(config, reader));
        ExposedFiles.of(config).forEach(exposed -> warnings.add(warning(config, exposed)));
        if (call.arguments().has("json")) {
            var answer = new JsonAnswer("validate");
            config.logicalHosts().keySet().forEach(name -> answer.logicalHost(name, Map.of()));
            answer.with("file", new JsonPrimitive(config.file().toString()))
                    .with("warnings", JsonAnswer.problems(warnings))
                    .print(call.console().out(), Verb.DONE);
        } else {
            warnings.forEach(warning -> call.print("hamail: warning: " + warning));
            call.print("hamail: " + config.file() + " is valid: " + contents(config));
        }
        return Verb.DONE;
    }

    private static Problem warning(HamailConfig config, ExposedFiles.ExposedFile exposed) {
        String what = "everybody may write to " + exposed.file() + ", and " + exposed.why() + ": " + exposed.change();
        return new Problem(config.file().toString(), 0, 0, exposed.key(), what);
    }

    private static String contents(HamailConfig config) {
        var contents = new StringBuilder(Count.words(config.logicalHosts().size(), "logical host"));
        if (!config.logicalHosts().isEmpty()) {
            contents.append(' ').append(config.logicalHosts().keySet());
        }
        config.agent().ifPresent(agent -> contents.append(", an agent with ")
                .append(Count.words(agent.checks().size(), "check"))
                .append(" and ")
                .append(Count.words(agent.sinks().size(), "sink")));
        return contents.toString();
    }

    static List<Entry> entries(List<JournalReader.Shown> records) {
        return records.stream().map(JournalReader.Shown::entry).toList();
    }

    /** The logical host that is meant, which this process may read. */
    static Site site(Verb.Call call) throws UsageException, ConfigException, IOException {
        HamailConfig config = Configuration.load(call.arguments(), call.console());
        Site site = Sites.of(config, Configuration.logicalHost(config, call.arguments()));
        StateOwner.demandRights(site, false);
        return site;
    }

    /** The logical host that is named, or all, which this process may read, or change where it {@code changes} them. */
    static List<Site> sites(Verb.Call call, HamailConfig config, boolean changes) throws UsageException, IOException {
        List<Site> sites = Configuration.meant(config, call.arguments()).stream()
                .map(host -> Sites.of(config, host))
                .toList();
        for (Site site : sites) {
            StateOwner.demandRights(site, changes);
        }
        return sites;
    }
}
