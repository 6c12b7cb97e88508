package org.hamail.program;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.hamail.check.UsageException;
import org.hamail.config.ConfigException;
import org.hamail.config.HamailConfig;
import org.hamail.plugin.ServerText;
import org.hamail.recovery.ServiceSwitch;
import org.hamail.recovery.Site;
import org.hamail.recovery.action.EngineSilent;
import org.hamail.recovery.action.Sight;
import org.hamail.recovery.cluster.ClusterView;
import org.hamail.recovery.journal.JournalBroken;
import org.hamail.recovery.journal.JournalReader;
import org.hamail.recovery.journal.JournalUnavailable;
import org.hamail.recovery.policy.Reading;

/** Tries everything that recovery needs before it is needed. */
final class DoctorVerb {
    private final List<Finding> findings = new ArrayList<>();

    private DoctorVerb() {}

    private record Finding(boolean ok, String what, String detail) {}

    static int run(Verb.Call call) throws UsageException, ConfigException {
        HamailConfig config = Configuration.load(call.arguments(), call.console());
        Site site = Sites.of(config, Configuration.logicalHost(config, call.arguments()));
        var doctor = new DoctorVerb();
        doctor.look(config, site);
        return doctor.report(call);
    }

    private void look(HamailConfig config, Site site) {
        add(true, "configuration", config.file() + ", " + config.warnings().size() + " warnings");
        config.warnings().forEach(warning -> add(true, "warning", warning.toString()));
        Path place = Files.exists(site.directory()) ? site.directory() : site.stateDir();
        add(Files.isWritable(place), "state directory", place + (Files.isWritable(place) ? "" : " cannot be written"));
        for (String tool : List.of("setsid", "kill")) {
            boolean found = Files.isExecutable(Path.of("/usr/bin", tool)) || Files.isExecutable(Path.of("/bin", tool));
            add(found, tool, found ? "found" : "missing: a worker could not be detached, or a command not ended");
        }
        journal(site);
        add(new ServiceSwitch(site.directory()).read());
        engine(site);
        add("user/group directory", site.surroundings().directoryAnswers());
        add("sanity", site.surroundings().thisMachineIsSane());
    }

    private void journal(Site site) {
        try {
            add(
                    true,
                    "journal",
                    Words.count(new JournalReader(site.directory()).verify().records(), "record")
                            + ", the chain holds");
        } catch (JournalUnavailable | JournalBroken e) {
            add(false, "journal", String.valueOf(e.getMessage()));
        }
    }

    private void add(Reading<?> service) {
        boolean readable = service instanceof Reading.Known<?>;
        add(readable, "service switch", readable ? "readable" : "unreadable: nothing is acted on");
    }

    private void engine(Site site) {
        try {
            ClusterView view = site.engine().status();
            add(
                    true,
                    "engine",
                    view.state() + " on " + view.active().orElse("no node") + ", eligible " + view.eligible());
            view.active().ifPresent(node -> probes(site, node));
        } catch (EngineSilent e) {
            add(false, "engine", String.valueOf(e.getMessage()));
        }
    }

    private void probes(Site site, String node) {
        for (String role : site.verifier().roles()) {
            Sight sight = site.probe().look(role, node, site.confirmTimeout());
            add(sight instanceof Sight.Serves, role, sight.detail());
        }
    }

    private void add(String what, Reading<Boolean> reading) {
        if (reading instanceof Reading.Known<Boolean> known) {
            add(known.value(), what, known.source());
        } else if (reading instanceof Reading.Unreadable<Boolean> unreadable) {
            add(false, what, unreadable.reason());
        } else {
            add(true, what, "not configured");
        }
    }

    private void add(boolean ok, String what, String detail) {
        findings.add(new Finding(ok, what, ServerText.detail(detail, 500)));
    }

    private int report(Verb.Call call) {
        boolean well = findings.stream().allMatch(Finding::ok);
        if (call.arguments().has("json")) {
            var array = new JsonArray();
            for (Finding finding : findings) {
                var item = new JsonObject();
                item.addProperty("ok", finding.ok());
                item.addProperty("what", finding.what());
                item.addProperty("detail", finding.detail());
                array.add(item);
            }
            call.print(array.toString());
        } else {
            findings.forEach(finding ->
                    call.print((finding.ok() ? "ok   " : "BAD  ") + finding.what() + ": " + finding.detail()));
        }
        return well ? Verb.DONE : Verb.FAILED;
    }
}
