package org.hamail.operator.doctor;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.hamail.config.DaemonConfig;
import org.hamail.config.HamailConfig;
import org.hamail.config.LogicalHostConfig;
import org.hamail.config.NodeConfig;
import org.hamail.config.ProfileConfig;
import org.hamail.operator.doctor.finding.FindingKind;
import org.hamail.operator.doctor.finding.Findings;

/** Others that restart the daemons of a logical host on this machine: systemd, Monit, Oracle's watcher. */
final class RestarterReview {
    private static final Pattern WATCHER =
            Pattern.compile("^\\s*local\\.autorestart\\s*=\\s*\"?(yes|true|on|1)\"?\\s*$", Pattern.CASE_INSENSITIVE);
    private static final Pattern MONIT = Pattern.compile(
            "^\\s*check\\s+process\\s+(\\S+)\\s+(?:with\\s+)?(pidfile|matching)\\s+(\\S+)", Pattern.CASE_INSENSITIVE);

    private final LogicalHostConfig logicalHost;
    private final ProfileConfig profile;
    private final Path root;
    private final Findings findings;

    RestarterReview(HamailConfig config, LogicalHostConfig logicalHost, Path root, Findings findings) {
        this.logicalHost = logicalHost;
        this.profile = config.profile(logicalHost);
        this.root = root;
        this.findings = findings;
    }

    void judge() {
        boolean isHere = logicalHost.nodes().stream().anyMatch(node -> node.transport() == NodeConfig.Transport.LOCAL);
        if (!isHere) {
            return;
        }
        units().forEach(this::unit);
        monitFiles().forEach(this::monit);
        logicalHost.server().serverRoot().ifPresent(this::watcher);
    }

    /** What the profile's commands give to systemctl(1), with or without its suffix. */
    private Set<String> units() {
        var units = new TreeSet<String>();
        profile.restart().ifPresent(words -> addUnits(units, words));
        profile.start().ifPresent(words -> addUnits(units, words));
        return units;
    }

    private static void addUnits(Set<String> units, List<String> words) {
        boolean isSystemctl = false;
        boolean hasVerb = false;
        for (String word : words) {
            if (word.endsWith(".service") || (hasVerb && !word.startsWith("-"))) {
                units.add(word.endsWith(".service") ? word : word + ".service");
            }
            hasVerb |= isSystemctl && !word.startsWith("-");
            isSystemctl |= base(word).equals("systemctl");
        }
    }

    private void unit(String unit) {
        new SystemdUnit(root, unit)
                .restart()
                .ifPresent(setting -> findings.add(
                        FindingKind.TWO_RESTARTERS,
                        setting.place(),
                        "Restart=" + setting.group(1) + " of " + unit + ", which the profile " + profile.name()
                                + " restarts",
                        "systemctl edit " + unit + ": [Service] Restart=no"));
    }

    private List<Path> monitFiles() {
        var files = new ArrayList<Path>();
        for (String file : List.of("etc/monit/monitrc", "etc/monitrc", "etc/monit.conf")) {
            files.add(root.resolve(file));
        }
        for (String folder : List.of("etc/monit/conf.d", "etc/monit/conf-enabled", "etc/monit.d")) {
            files.addAll(MatchedLine.files(root.resolve(folder)));
        }
        return files;
    }

    private void monit(Path file) {
        for (MatchedLine check : MatchedLine.of(file, MONIT)) {
            if (isOurs(check.group(1), check.group(2), check.group(3).replaceAll("^\"|\"$", ""))) {
                findings.add(
                        FindingKind.TWO_RESTARTERS,
                        check.place(),
                        "Monit watches " + check.group(1) + ", which hamail restarts",
                        "remove it from Monit, or let it only alert");
            }
        }
    }

    private boolean isOurs(String name, String how, String what) {
        for (DaemonConfig daemon : profile.daemons().values()) {
            String program = daemon.command().map(RestarterReview::base).orElse("");
            boolean isProgram = !program.isEmpty()
                    && (name.equals(program) || (how.equalsIgnoreCase("matching") && what.contains(program)));
            if (isProgram || daemon.pidFile().map(what::equals).orElse(false)) {
                return true;
            }
        }
        return units().stream().anyMatch(unit -> unit.split("[@.]", 2)[0].equals(name))
                || profile.roles().contains(name);
    }

    private static String base(String command) {
        return command.substring(command.lastIndexOf('/') + 1);
    }

    private void watcher(Path serverRoot) {
        var folders = new ArrayList<>(List.of(serverRoot.resolve("config")));
        Optional<String> instance = logicalHost.server().instance();
        instance.ifPresent(name -> folders.add(serverRoot.resolve(name).resolve("config")));
        for (Path folder : folders) {
            for (Path file : MatchedLine.files(folder)) {
                if (file.toString().endsWith(".conf")) {
                    MatchedLine.of(file, WATCHER).forEach(this::watched);
                }
            }
        }
    }

    private void watched(MatchedLine setting) {
        findings.add(
                FindingKind.TWO_RESTARTERS,
                setting.place(),
                "the server's own watcher restarts its daemons (local.autorestart)",
                "configutil -o local.autorestart -v no");
    }
}
