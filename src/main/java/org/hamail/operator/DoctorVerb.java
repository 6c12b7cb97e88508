package org.hamail.operator;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.hamail.cli.Texts;
import org.hamail.cli.UsageException;
import org.hamail.config.HamailConfig;
import org.hamail.config.LogicalHostConfig;
import org.hamail.config.ProfileConfig;
import org.hamail.config.yaml.ConfigException;
import org.hamail.io.Node;
import org.hamail.model.ClusterView;
import org.hamail.model.Placeholders;
import org.hamail.plugin.ServerText;
import org.hamail.recovery.ServiceSwitch;
import org.hamail.recovery.Site;
import org.hamail.recovery.engine.EngineUnavailable;
import org.hamail.recovery.journal.JournalBroken;
import org.hamail.recovery.journal.JournalReader;
import org.hamail.recovery.journal.JournalUnavailable;
import org.hamail.recovery.policy.Reading;
import org.hamail.recovery.verify.ProbeOutcome;
import org.hamail.recovery.verify.ServiceProbe;
import org.hamail.site.Configuration;
import org.hamail.site.ConfiguredPolicy;
import org.hamail.site.EngineCommands;
import org.hamail.site.Sites;
import org.hamail.site.StateOwner;

/** Tries everything that recovery needs before it is needed. */
final class DoctorVerb {
    private final List<Finding> findings = new ArrayList<>();

    private DoctorVerb() {}

    private record Finding(boolean ok, String what, String detail) {}

    static int run(Verb.Call call) throws UsageException, ConfigException {
        HamailConfig config = Configuration.load(call.arguments(), call.console());
        LogicalHostConfig logicalHost = Configuration.logicalHost(config, call.arguments());
        var doctor = new DoctorVerb();
        doctor.look(config, logicalHost);
        return doctor.report(logicalHost.name(), call);
    }

    private void look(HamailConfig config, LogicalHostConfig logicalHost) {
        Site site = Sites.of(config, logicalHost);
        add(true, "configuration", config.file() + ", " + config.warnings().size() + " warnings");
        config.warnings().forEach(warning -> add(true, "warning", warning.toString()));
        Path place = Files.exists(site.directory()) ? site.directory() : site.stateDir();
        Optional<String> missing = StateOwner.missing(site.stateDir());
        boolean usable = missing.isEmpty() && (Files.isWritable(place) || Files.notExists(place));
        add(usable, "state directory", missing.orElse(place + (usable ? "" : " cannot be written")));
        for (String tool : List.of("setsid", "kill")) {
            boolean found = Files.isExecutable(Path.of("/usr/bin", tool)) || Files.isExecutable(Path.of("/bin", tool));
            add(found, tool, found ? "found" : "missing: a worker could not be detached, or a command not ended");
        }
        owner(site);
        journal(site);
        add(new ServiceSwitch(site.directory()).read());
        engine(config, logicalHost, site);
        add("user/group directory", site.surroundings().directoryAnswers());
        add("sanity", site.surroundings().thisMachineIsSane());
    }

    /** What another user than the owner has made there locks the event handler out. */
    private void owner(Site site) {
        try {
            StateOwner owner = StateOwner.of(site.stateDir());
            boolean own = owner.uid() == StateOwner.ownUid();
            add(
                    own,
                    "user",
                    own
                            ? owner.name() + ", to whom " + owner.directory() + " belongs"
                            : owner.directory() + " belongs to " + owner.name() + ": sudo -u " + owner.name()
                                    + " hamail doctor tries the rights that the event handler has");
            strangers(site.stateDir(), owner.uid());
        } catch (IOException e) {
            add(false, "user", JournalUnavailable.sentence(e));
        }
    }

    private void strangers(Path stateDir, long uid) throws IOException {
        if (!Files.isDirectory(stateDir)) {
            return;
        }
        try (Stream<Path> files = Files.walk(stateDir, 2)) {
            for (Path file : files.toList()) {
                if (((Number) Files.getAttribute(file, "unix:uid", LinkOption.NOFOLLOW_LINKS)).longValue() != uid) {
                    add(
                            false,
                            "owner",
                            file + " does not belong to the owner of " + stateDir + ": chown -R --reference=" + stateDir
                                    + " " + stateDir);
                    return;
                }
            }
        } catch (UncheckedIOException e) {
            add(false, "owner", String.valueOf(e.getMessage()));
        }
    }

    private void journal(Site site) {
        try {
            add(
                    true,
                    "journal",
                    Texts.count(new JournalReader(site.directory()).verify().records(), "record")
                            + ", the chain holds");
        } catch (JournalUnavailable | JournalBroken e) {
            add(false, "journal", String.valueOf(e.getMessage()));
        }
    }

    private void add(Reading<?> service) {
        boolean readable = service instanceof Reading.Known<?>;
        add(readable, "service switch", readable ? "readable" : "unreadable: nothing is acted on");
    }

    private void engine(HamailConfig config, LogicalHostConfig logicalHost, Site site) {
        Map<String, Node> nodes = Sites.nodes(logicalHost);
        ProfileConfig profile = ConfiguredPolicy.profile(config, logicalHost);
        Node first = nodes.values().iterator().next();
        new EngineCommands(logicalHost, profile, first)
                .findings(examples(logicalHost, nodes))
                .forEach(found -> add(found.ok(), found.what(), found.detail()));
        try {
            ClusterView view = site.engine().status();
            add(
                    true,
                    "engine",
                    view.state().word() + " on " + view.active().orElse("no node") + ", eligible " + view.eligible());
            view.objection().ifPresent(reason -> add(false, "engine", reason));
            view.active().ifPresent(node -> {
                probes(site, node);
                processes(config, logicalHost, site, node);
                view.eligible().forEach(other -> failover(site, node, other));
            });
        } catch (EngineUnavailable e) {
            add(false, "engine", String.valueOf(e.getMessage()));
        }
    }

    private static Placeholders examples(LogicalHostConfig logicalHost, Map<String, Node> nodes) {
        List<String> names = List.copyOf(nodes.keySet());
        return logicalHost
                .placeholders()
                .with(Placeholders.DAEMON, "all")
                .with(Placeholders.FROM, names.get(0))
                .with(Placeholders.TO, names.get(names.size() - 1));
    }

    /** Only processes show that a daemon is absent: a dead one is "refused" to every protocol. */
    private void processes(HamailConfig config, LogicalHostConfig logicalHost, Site site, String node) {
        ServiceProbe probe = Sites.probe(config, logicalHost);
        for (String role : site.verifier().roles()) {
            ProbeOutcome sight = probe.process(role, node, site.confirmTimeout());
            add(sight.is(ProbeOutcome.Meaning.SERVES), role + " processes", sight.detail());
        }
    }

    private void failover(Site site, String from, String to) {
        Optional<String> objection = site.engine().objectionToMove(from, to);
        add(objection.isEmpty(), "failover to " + to, objection.orElse("the engine has no objection"));
    }

    private void probes(Site site, String node) {
        for (String role : site.verifier().roles()) {
            ProbeOutcome sight = site.probe().look(role, node, site.confirmTimeout());
            add(sight.is(ProbeOutcome.Meaning.SERVES), role, sight.detail());
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

    private int report(String logicalHost, Verb.Call call) {
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
            var answer = new JsonAnswer("doctor").logicalHost(logicalHost, Map.of("findings", array));
            if (well) {
                answer.print(call.console().out(), Verb.DONE);
            } else {
                long bad = findings.stream().filter(finding -> !finding.ok()).count();
                answer.print(
                        call.console().out(), Verb.FAILED, Texts.count(bad, "finding") + " in the way of recovery");
            }
        } else {
            findings.forEach(finding ->
                    call.print((finding.ok() ? "ok   " : "BAD  ") + finding.what() + ": " + finding.detail()));
        }
        return well ? Verb.DONE : Verb.FAILED;
    }
}
