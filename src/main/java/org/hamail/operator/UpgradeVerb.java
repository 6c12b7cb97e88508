package org.hamail.operator;

import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
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
import org.hamail.config.ServerConfig;
import org.hamail.config.yaml.ConfigException;
import org.hamail.operator.display.Times;
import org.hamail.recovery.Site;
import org.hamail.recovery.journal.JournalBroken;
import org.hamail.recovery.journal.JournalUnavailable;
import org.hamail.site.Configuration;
import org.hamail.site.Sites;
import org.hamail.site.StateOwner;

/** The verb that guides a rolling upgrade. */
final class UpgradeVerb {
    private static final String NAME = "upgrade";
    private static final Operator.Result SHARED = Operator.Result.refused(
            "the service must stop for this upgrade: its programs are shared by all nodes, and none may run them meanwhile;"
                    + " 'hamail off', upgrade, 'hamail on'");
    private static final Operator.Result ONE_NODE = Operator.Result.refused(
            "a rolling upgrade needs two nodes, and it has one; 'hamail pause', upgrade, 'hamail resume'");
    private static final OptionSpec NEXT = OptionSpec.flag("", "next", "do the next step");
    private static final OptionSpec ABORT =
            OptionSpec.flag("", "abort", "end the upgrade in progress where it is; the service stays paused");

    private UpgradeVerb() {}

    static Verb verb() {
        var options = new ArrayList<>(List.of(NEXT, ABORT));
        options.addAll(Verb.CHANGING);
        return new Verb(
                NAME,
                "Guide a rolling upgrade: shows the steps; --next does the next one. 'on', 'off' and 'resume' end it.",
                options,
                UpgradeVerb::run);
    }

    private static int run(Verb.Call call)
            throws UsageException, ConfigException, IOException, JournalUnavailable, JournalBroken {
        Arguments arguments = call.arguments();
        HamailConfig config = Configuration.load(arguments, call.console());
        LogicalHostConfig logicalHost = Configuration.logicalHost(config, arguments);
        if (logicalHost.server().binaries() == ServerConfig.Binaries.SHARED) {
            return OperatorAnswer.print(call, NAME, logicalHost, SHARED);
        }
        Site site = Sites.of(config, logicalHost);
        StateOwner.demandRights(
                site, ControlCommands.changes(arguments) && (arguments.has("next") || arguments.has("abort")));
        var upgrade = new Upgrade(site, ControlCommands.request(call));
        if (arguments.has("abort")) {
            return OperatorAnswer.print(call, NAME, logicalHost, ControlCommands.possible(upgrade.abort(), call, site));
        }
        if (logicalHost.nodes().size() == 1) {
            return OperatorAnswer.print(call, NAME, logicalHost, ONE_NODE);
        }
        if (arguments.has("next")) {
            Operator.Result result = ControlCommands.possible(upgrade.next(), call, site);
            boolean isOver = result.end() == Operator.Result.End.DONE
                    && ControlCommands.changes(arguments)
                    && upgrade.session().isEmpty();
            List<String> found =
                    isOver ? ControlCommands.found(site, call.workers().of(site, config.file())) : List.of();
            return OperatorAnswer.print(call, NAME, logicalHost, result, found);
        }
        return printPlan(call, logicalHost, upgrade);
    }

    private static int printPlan(Verb.Call call, LogicalHostConfig logicalHost, Upgrade upgrade)
            throws JournalUnavailable, JournalBroken {
        if (call.arguments().has("json")) {
            new JsonAnswer(NAME)
                    .logicalHost(logicalHost.name(), fields(upgrade.session()))
                    .print(call.console().out(), Verb.DONE);
        } else {
            Times times = Times.of(call.arguments());
            upgrade.plan().forEach(line -> call.print(times.localised(line)));
        }
        return Verb.DONE;
    }

    private static Map<String, JsonElement> fields(Optional<UpgradeSession> session) {
        var fields = new LinkedHashMap<String, JsonElement>();
        fields.put("plan", JsonAnswer.array(Upgrade.steps(session), UpgradeVerb::json));
        fields.put(
                "session", session.isPresent() ? new JsonPrimitive(session.get().id()) : JsonNull.INSTANCE);
        return fields;
    }

    private static JsonObject json(Upgrade.UpgradeStep step) {
        var json = new JsonObject();
        json.addProperty("step", step.number());
        json.addProperty("state", step.state());
        json.addProperty("what", step.what());
        return json;
    }
}
