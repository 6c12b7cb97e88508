package org.hamail.site;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.hamail.checks.CheckProgram;
import org.hamail.checks.DaemonCommand;
import org.hamail.checks.MailProtocolCommand;
import org.hamail.config.DaemonConfig;
import org.hamail.config.HamailConfig;
import org.hamail.config.LogicalHostConfig;
import org.hamail.config.ProfileConfig;
import org.hamail.io.Command;
import org.hamail.io.Node;
import org.hamail.model.Role;
import org.hamail.model.TlsMode;
import org.hamail.plugin.Bracket;
import org.hamail.plugin.Cause;
import org.hamail.plugin.ServerText;
import org.hamail.recovery.verify.ProbeOutcome;
import org.hamail.recovery.verify.RoleProbe;

/** Looks at a role by the same checks that the monitoring core runs: in this process, or over a node's transport. */
public final class CheckRoleProbe implements RoleProbe {
    private static final Duration TRANSPORT = Duration.ofSeconds(10);

    /** The longest time limit that a check takes. */
    private static final Duration LONGEST = Duration.ofSeconds(1_000_000);

    private final HamailConfig config;
    private final LogicalHostConfig logicalHost;
    private final ProfileConfig profile;
    private final Map<String, Node> nodes;

    CheckRoleProbe(HamailConfig config, LogicalHostConfig logicalHost, ProfileConfig profile, Map<String, Node> nodes) {
        this.config = config;
        this.logicalHost = logicalHost;
        this.profile = profile;
        this.nodes = Map.copyOf(nodes);
    }

    @Override
    public ProbeOutcome look(String role, String node, Duration limit) {
        Optional<DaemonConfig.Listener> listener = listener(role);
        return listener.isPresent()
                ? here(new CheckProgram(new MailProtocolCommand()), protocolWords(listener.get(), "remote", limit))
                : process(role, node, limit);
    }

    @Override
    public ProbeOutcome lookOnNode(String role, String node, Duration limit) {
        Optional<DaemonConfig.Listener> listener = listener(role);
        if (listener.isEmpty()) {
            return process(role, node, limit);
        }
        Node place = nodes.get(node);
        return place != null && place.login().isPresent()
                ? there(place, "check_mail_protocol", protocolWords(listener.get(), "local", limit), limit)
                : look(role, node, limit);
    }

    /** Where a role is asked by its protocol; where that one is notify only, its processes are looked at. */
    private Optional<DaemonConfig.Listener> listener(String role) {
        return Role.of(role)
                .flatMap(profile::daemon)
                .flatMap(DaemonConfig::listener)
                .filter(listener -> !listener.protocol().isNotifyOnly());
    }

    /** Whether the processes of a role are there, also of one with a protocol. */
    public ProbeOutcome process(String role, String node, Duration limit) {
        Node place = nodes.get(node);
        if (place == null) {
            return new ProbeOutcome.CannotTell("node " + node + " is not configured");
        }
        return place.login().isPresent()
                ? there(place, "check_mail_daemon", daemonWords(role, limit, false), limit)
                : here(new CheckProgram(new DaemonCommand()), daemonWords(role, limit, true));
    }

    private List<String> protocolWords(DaemonConfig.Listener listener, String observer, Duration limit) {
        var words = new ArrayList<>(List.of(
                "--protocol=" + listener.protocol().word(),
                "--hostname=" + logicalHost.address(),
                "--observer=" + observer,
                "--timeout=" + seconds(limit)));
        if (listener.tls() != TlsMode.NONE) {
            words.add("--tls=" + listener.tls().name().toLowerCase(Locale.ROOT));
        }
        words.add("--port=" + listener.port());
        return words;
    }

    /** An administrator's own profile is in our configuration; on another node it is in the one there. */
    private List<String> daemonWords(String role, Duration limit, boolean ownConfiguration) {
        var words = new ArrayList<>(List.of("--daemon=" + role, "--profile=" + profile.name()));
        if (ownConfiguration) {
            words.add("--config=" + config.file());
        }
        logicalHost.server().serverRoot().ifPresent(root -> words.add("--server-root=" + root));
        logicalHost.server().instance().ifPresent(instance -> words.add("--instance=" + instance));
        words.add("--timeout=" + seconds(limit));
        return words;
    }

    private static String seconds(Duration limit) {
        Duration bounded = limit.compareTo(LONGEST) < 0 ? limit : LONGEST;
        return Double.toString(Math.max(0.001, bounded.toMillis() / 1000.0));
    }

    private ProbeOutcome here(CheckProgram check, List<String> words) {
        CheckProgram.Answer answer = check.answer(words);
        return sight(answer.exitCode(), answer.text());
    }

    private ProbeOutcome there(Node node, String program, List<String> words, Duration limit) {
        var command = new ArrayList<String>();
        command.add(program);
        command.addAll(words);
        Command.Ending ending = node.command(command)
                .answering(Command.OUTPUT_LIMIT) // banners and warnings of ssh are no part of the answer
                .run(limit.plus(TRANSPORT));
        if (ending instanceof Command.Ending.Exited exited && exited.code() <= 3) {
            return sight(exited.code(), exited.output());
        }
        return new ProbeOutcome.NotReached("node " + node.name() + " cannot be asked: " + reason(ending));
    }

    private static String reason(Command.Ending ending) {
        if (ending instanceof Command.Ending.Exited exited) {
            String said = exited.errors().isEmpty() ? exited.output() : exited.errors();
            return "exit code " + exited.code() + (said.isEmpty() ? "" : ": " + ServerText.detail(said, 500));
        }
        return ending instanceof Command.Ending.NotStarted notStarted ? notStarted.reason() : "no answer in time";
    }

    /** A check is believed by its line and its exit code together: a transport may exit with anything. */
    ProbeOutcome sight(int exitCode, String text) {
        String first = text.lines().findFirst().orElse("");
        String line = ServerText.detail(first.contains("|") ? first.substring(0, first.indexOf('|')) : first, 500);
        if (exitCode == 0 && line.matches("[A-Z0-9]+ OK( \\[.*\\])?: .*")) {
            return new ProbeOutcome.Serves(line);
        }
        return Bracket.in(line)
                .filter(bracket -> bracket.status().exitCode() == exitCode)
                .map(bracket -> sight(bracket, line))
                .orElseGet(() -> new ProbeOutcome.CannotTell("not a check's answer: " + line));
    }

    private ProbeOutcome sight(Bracket bracket, String line) {
        Optional<Cause> cause = Cause.of(bracket.cause(), bracket.phase());
        if (cause.isEmpty() || cause.get().isNeverEvidence(bracket.phase())) {
            return new ProbeOutcome.CannotTell(line);
        }
        // what the administrator has put into act_on is a fault for our own probe as well, or it would never be
        // confirmed
        if (logicalHost.policy().settings().actOn().contains(cause.get())) {
            return new ProbeOutcome.Fails(line);
        }
        return switch (cause.get()) {
            case ABSENT, TIMEOUT, REFUSED, RESET, CLOSED -> new ProbeOutcome.Fails(line);
            case SATURATED -> new ProbeOutcome.Full(line);
            case TEMPFAIL, SLOW, MISMATCH, TOO_MANY, TOO_FEW, STALE -> new ProbeOutcome.Limps(line);
            default -> new ProbeOutcome.CannotTell(line); // an answer, and a matter for people
        };
    }
}
