package org.hamail.operator;

import com.google.gson.JsonElement;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hamail.cli.Arguments;
import org.hamail.cli.OptionSpec;
import org.hamail.cli.UsageException;
import org.hamail.config.HamailConfig;
import org.hamail.config.LogicalHostConfig;
import org.hamail.config.yaml.ConfigException;
import org.hamail.model.Count;
import org.hamail.recovery.Site;
import org.hamail.recovery.journal.Journal;
import org.hamail.recovery.journal.JournalBroken;
import org.hamail.recovery.journal.JournalReader;
import org.hamail.recovery.journal.JournalUnavailable;
import org.hamail.site.Configuration;
import org.hamail.site.Sites;
import org.hamail.site.StateOwner;
import org.hamail.site.UnusableState;

/** {@code hamail journal}: where it is and how large, and the way out of one whose chain is broken. */
final class JournalVerb {
    private static final OptionSpec SET_ASIDE = OptionSpec.flag(
            "", "set-aside", "begin a new journal; only where the chain of this one is broken, and with --reason");

    private JournalVerb() {}

    static Verb verb() {
        var options = new ArrayList<>(List.of(SET_ASIDE));
        options.addAll(Verb.CHANGING);
        return new Verb(
                "journal",
                "Where the journal is and how large; --set-aside gives a broken one another name, begins a new one and"
                        + " leaves the service paused.",
                options,
                JournalVerb::run);
    }

    private static int run(Verb.Call call)
            throws UsageException, ConfigException, IOException, JournalUnavailable, JournalBroken {
        Arguments arguments = call.arguments();
        HamailConfig config = Configuration.load(arguments, call.console());
        LogicalHostConfig logicalHost = Configuration.logicalHost(config, arguments);
        Site site = Sites.of(config, logicalHost);
        boolean setAside = arguments.has("set-aside");
        StateOwner.demandRights(site, setAside && !arguments.has("dry-run"));
        return setAside ? setAside(call, logicalHost, site) : show(call, site);
    }

    private static int setAside(Verb.Call call, LogicalHostConfig logicalHost, Site site)
            throws UsageException, IOException, JournalUnavailable, JournalBroken {
        if (call.arguments().text("reason").orElse("").isBlank()) {
            throw new UsageException("--reason is missing: why the records so far are given up");
        }
        var setting = new SettingAside(site, ControlCommands.request(call));
        return OperatorAnswer.print(call, "journal", logicalHost, ControlCommands.possible(setting.run(), call, site));
    }

    private static int show(Verb.Call call, Site site) throws IOException, JournalUnavailable, JournalBroken {
        Path file = site.directory().resolve(Journal.FILE);
        JournalReader.Proof proof = new JournalReader(site.directory()).verify();
        long bytes = Files.exists(file) ? Files.size(file) : 0;
        Optional<String> unusable = UnusableState.of(site);
        int exit = unusable.isEmpty() ? Verb.DONE : Verb.FAILED;
        if (call.arguments().has("json")) {
            new JsonAnswer("journal")
                    .logicalHost(site.logicalHost(), fields(file, bytes, proof))
                    .print(call.console().out(), exit, unusable.orElse(""));
        } else {
            call.print("hamail " + site.logicalHost() + ": " + file + ", " + Count.words(bytes, "byte")
                    + "; the chain of " + Count.words(proof.records(), "record") + ", archives included, holds");
            unusable.ifPresent(why -> call.print("hamail " + site.logicalHost() + ": " + why));
        }
        return exit;
    }

    private static Map<String, JsonElement> fields(Path file, long bytes, JournalReader.Proof proof) {
        var what = new LinkedHashMap<String, JsonElement>();
        what.put("file", new JsonPrimitive(file.toString()));
        what.put("bytes", new JsonPrimitive(bytes));
        what.put("records", new JsonPrimitive(proof.records()));
        return what;
    }
}
