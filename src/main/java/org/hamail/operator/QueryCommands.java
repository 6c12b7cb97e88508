package org.hamail.operator;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hamail.cli.OptionSpec;
import org.hamail.cli.Texts;
import org.hamail.cli.UsageException;
import org.hamail.config.HamailConfig;
import org.hamail.config.LogicalHostConfig;
import org.hamail.config.yaml.ConfigException;
import org.hamail.config.yaml.Problem;
import org.hamail.plugin.ServerText;
import org.hamail.recovery.RecoveryStatus;
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
    private static final OptionSpec LAST = OptionSpec.value("n", "last", "N", "only the last N records");

    private QueryCommands() {}

    public static List<Verb> all() {
        return List.of(
                new Verb(
                        "status",
                        "What recovery is doing, and where the service is.",
                        List.of(),
                        QueryCommands::status),
                new Verb("history", "The journal as a readable story.", List.of(LAST), QueryCommands::history),
                ExplainVerb.verb(),
                new Verb("verify", "Prove that nobody has changed the journal.", List.of(), QueryCommands::verify),
                new Verb(
                        "replay",
                        "Decide the recorded notifications again by today's policy, and show the differences.",
                        List.of(),
                        QueryCommands::replay),
                new Verb(
                        "timeline",
                        "The journal as a picture, a lane for each daemon.",
                        List.of(),
                        QueryCommands::timeline),
                new Verb(
                        "doctor",
                        "Try everything that recovery needs, and change nothing.",
                        List.of(),
                        DoctorVerb::run),
                new Verb("validate", "Check the configuration.", List.of(), QueryCommands::validate));
    }

    private static int history(Verb.Call call)
            throws UsageException, ConfigException, IOException, JournalUnavailable, JournalBroken {
        int last = call.arguments().integer("last", 1, 999_999_999).orElse(Integer.MAX_VALUE);
        for (JournalReader.Shown record : reader(call).newest(last, entry -> true)) {
            call.print(
                    call.arguments().has("json")
                            ? record.json()
                            : ServerText.detail(HistoryLine.of(record.entry()), 4000));
        }
        return Verb.DONE;
    }

    private static int verify(Verb.Call call)
            throws UsageException, ConfigException, IOException, JournalUnavailable, JournalBroken {
        JournalReader.Proof proof = reader(call).verify();
        if (call.arguments().has("json")) {
            var json = new JsonObject();
            json.addProperty("records", proof.records());
            json.addProperty("last_hash", proof.lastHash());
            json.addProperty("ok", true);
            call.print(json.toString());
        } else {
            call.print("hamail: the chain of " + Texts.count(proof.records(), "record") + " holds; last hash "
                    + proof.lastHash());
        }
        return Verb.DONE;
    }

    private static int replay(Verb.Call call)
            throws UsageException, ConfigException, IOException, JournalUnavailable, JournalBroken {
        HamailConfig config = Configuration.load(call.arguments(), call.console());
        Site site = Sites.of(config, Configuration.logicalHost(config, call.arguments()));
        StateOwner.demandRights(site, false);
        List<Entry> entries = new JournalReader(site.directory()).recent(entry -> false);
        var replay = Replay.of(entries, site.settings(), site.faultRules());
        if (call.arguments().has("json")) {
            var json = new JsonObject();
            json.addProperty("decisions", replay.decisions());
            var array = new JsonArray();
            replay.differences().forEach(array::add);
            json.add("differences", array);
            call.print(json.toString());
        } else {
            replay.differences().forEach(call::print);
            call.print("hamail: " + Texts.count(replay.decisions(), "decision") + " replayed, "
                    + replay.differences().size() + " would be different today");
        }
        return Verb.DONE;
    }

    private static int timeline(Verb.Call call)
            throws UsageException, ConfigException, IOException, JournalUnavailable, JournalBroken {
        List<JournalReader.Shown> records = reader(call).records(entry -> true);
        if (call.arguments().has("json")) {
            records.forEach(record -> call.print(record.json()));
        } else {
            Timeline.of(records.stream().map(JournalReader.Shown::entry).toList())
                    .forEach(call::print);
        }
        return Verb.DONE;
    }

    private static int validate(Verb.Call call) throws UsageException, ConfigException {
        boolean json = call.arguments().has("json");
        try {
            HamailConfig config = Configuration.load(call.arguments(), call.console());
            var warnings = new ArrayList<>(config.warnings());
            warnings.addAll(ExposedFiles.of(config));
            if (json) {
                call.print(problems(warnings, true));
            } else {
                warnings.forEach(warning -> call.print("hamail: warning: " + warning));
                call.print("hamail: " + config.file() + " is right: " + contents(config));
            }
            return Verb.DONE;
        } catch (ConfigException e) {
            if (!json) {
                throw e;
            }
            call.print(problems(e.problems(), false));
            return Verb.WRONG;
        }
    }

    private static String contents(HamailConfig config) {
        var contents = new StringBuilder(Texts.count(config.logicalHosts().size(), "logical host"));
        if (!config.logicalHosts().isEmpty()) {
            contents.append(' ').append(config.logicalHosts().keySet());
        }
        config.agent().ifPresent(agent -> contents.append(", an agent with ")
                .append(Texts.count(agent.checks().size(), "check"))
                .append(" and ")
                .append(Texts.count(agent.sinks().size(), "sink")));
        return contents.toString();
    }

    private static String problems(List<Problem> problems, boolean ok) {
        var array = new JsonArray();
        for (Problem problem : problems) {
            var item = new JsonObject();
            item.addProperty("file", problem.file());
            item.addProperty("line", problem.line());
            item.addProperty("column", problem.column());
            item.addProperty("key", problem.key());
            item.addProperty("message", problem.message());
            array.add(item);
        }
        var json = new JsonObject();
        json.addProperty("ok", ok);
        json.add(ok ? "warnings" : "errors", array);
        return json.toString();
    }

    private static int status(Verb.Call call)
            throws UsageException, ConfigException, IOException, JournalUnavailable, JournalBroken {
        HamailConfig config = Configuration.load(call.arguments(), call.console());
        LogicalHostConfig logicalHost = Configuration.logicalHost(config, call.arguments());
        Site site = Sites.of(config, logicalHost);
        StateOwner.demandRights(site, false);
        RecoveryStatus standing = RecoveryStatus.of(site);
        Map<String, String> fields = standing.fields();
        if (call.arguments().has("json")) {
            var json = new JsonObject();
            fields.forEach(json::addProperty);
            call.print(json.toString());
        } else {
            fields.forEach((name, value) ->
                    call.print(name + " ".repeat(Math.max(1, 16 - name.length())) + ServerText.detail(value, 2000)));
        }
        return Verb.DONE;
    }

    private static JournalReader reader(Verb.Call call) throws UsageException, ConfigException, IOException {
        HamailConfig config = Configuration.load(call.arguments(), call.console());
        Site site = Sites.of(config, Configuration.logicalHost(config, call.arguments()));
        StateOwner.demandRights(site, false);
        return new JournalReader(site.directory());
    }
}
