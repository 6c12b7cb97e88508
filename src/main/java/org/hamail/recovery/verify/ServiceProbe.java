package org.hamail.recovery.verify;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.hamail.config.DaemonConfig;
import org.hamail.config.LogicalHostConfig;
import org.hamail.config.ProfileConfig;
import org.hamail.config.ServerConfig;
import org.hamail.io.Node;
import org.hamail.mail.MailEvaluation;
import org.hamail.mail.MailProbe;
import org.hamail.mail.session.MailTarget;
import org.hamail.mail.session.ProbeOptions;
import org.hamail.model.Role;
import org.hamail.model.TlsMode;
import org.hamail.net.Resolver;
import org.hamail.plugin.Cause;
import org.hamail.plugin.CheckResult;
import org.hamail.probe.CheckRunner;
import org.hamail.probe.Phase.Progress;
import org.hamail.probe.ServerSide;
import org.hamail.probe.Thresholds;
import org.hamail.process.sockets.SocketWatch;
import org.hamail.profile.ProfileCheck;
import org.hamail.profile.ServerSelection;
import org.hamail.profile.ServerSelection.InvalidSelection;
import org.hamail.recovery.verify.Verifier.RoleProbe;
import org.hamail.time.Deadline;
import org.hamail.time.TimeLimited;

/**
 * Looks at the roles of a logical host with the probes that the checks have: in this process, or by a check on the node
 * itself, over its transport.
 */
public final class ServiceProbe implements RoleProbe {
    private final LogicalHostConfig logicalHost;
    private final ProfileConfig profile;
    private final Map<String, Node> nodes;
    private final ResultMeaning meaning;
    private final NodeCheck nodeCheck;

    public ServiceProbe(LogicalHostConfig logicalHost, ProfileConfig profile, Map<String, Node> nodes) {
        this.logicalHost = logicalHost;
        this.profile = profile;
        this.nodes = Map.copyOf(nodes);
        this.meaning = new ResultMeaning(logicalHost.policy().settings().actOn());
        this.nodeCheck = new NodeCheck(meaning);
    }

    @Override
    public ProbeOutcome look(String role, String node, Duration limit) {
        Optional<MailTarget> target = target(role);
        return target.isPresent()
                ? meaning.of(protocol(target.get(), serverSide(node), limit))
                : process(role, node, limit);
    }

    @Override
    public ProbeOutcome lookOnNode(String role, String node, Duration limit) {
        Optional<MailTarget> target = target(role);
        Optional<Node> place = elsewhere(node);
        return target.isPresent() && place.isPresent()
                ? nodeCheck.run(place.get(), protocolWords(target.get(), limit), limit)
                : look(role, node, limit);
    }

    @Override
    public ProbeOutcome lookForOthers(String role, String node, Duration limit) {
        Optional<MailTarget> target = target(role);
        if (target.isEmpty() || elsewhere(node).isEmpty()) {
            return look(role, node, limit);
        }
        // at the same time, or what is seen here would be old when the node has answered
        TimeLimited<ProbeOutcome> there = TimeLimited.begin("check on " + node, () -> lookOnNode(role, node, limit));
        return lookFromHere(target.get(), limit, there);
    }

    private ProbeOutcome lookFromHere(MailTarget target, Duration limit, TimeLimited<ProbeOutcome> there) {
        try {
            ProbeOutcome here = meaning.of(protocol(target, Optional.empty(), limit));
            return here.is(ProbeOutcome.Meaning.FAILS) ? unlessServing(there, here) : here;
        } finally {
            there.abandon();
        }
    }

    /** What failed from here, unless its node says that the server is full or serves; a node without an answer says nothing. */
    private static ProbeOutcome unlessServing(TimeLimited<ProbeOutcome> there, ProbeOutcome here) {
        try {
            return unlessServing(there.await(Deadline.after(NodeCheck.TRANSPORT)), here);
        } catch (TimeoutException | ExecutionException e) {
            return here;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ProbeOutcome.cannotTell("interrupted while its node was asked");
        }
    }

    private static ProbeOutcome unlessServing(ProbeOutcome there, ProbeOutcome here) {
        return switch (there.meaning()) {
            case FULL -> there;
            case SERVES, DEGRADED -> ProbeOutcome.servedOnItsNode(there.detail());
            default -> here;
        };
    }

    /** The node, where it is another machine. */
    private Optional<Node> elsewhere(String node) {
        return Optional.ofNullable(nodes.get(node))
                .filter(place -> place.login().isPresent());
    }

    /** Whether the processes of a role are there, also of one with a protocol. */
    public ProbeOutcome process(String role, String node, Duration limit) {
        Node place = nodes.get(node);
        if (place == null) {
            return ProbeOutcome.cannotTell("node " + node + " is not configured");
        }
        return place.login().isPresent()
                ? nodeCheck.run(place, daemonWords(role, limit), limit)
                : processHere(role, limit);
    }

    private ProbeOutcome processHere(String role, Duration limit) {
        return meaning.of(CheckRunner.run(
                ProfileCheck.LABEL, deadline -> processes(role, deadline), result -> result, Deadline.after(limit)));
    }

    /** On its own machine a server can be seen serving others: a full one is not taken for a hung one. */
    private Optional<ServerSide> serverSide(String node) {
        Node place = nodes.get(node);
        return place != null && place.login().isEmpty()
                ? Optional.of(SocketWatch.of(Path.of("/proc"), false))
                : Optional.empty();
    }

    private CheckResult protocol(MailTarget target, Optional<ServerSide> serverSide, Duration limit) {
        var judge = new MailEvaluation(target.protocol(), Thresholds.only(limit));
        var probe = new MailProbe(target, ProbeOptions.none(), Resolver.system(), Progress.NONE, serverSide);
        return CheckRunner.run(target.protocol().label(), probe, judge, Deadline.after(limit));
    }

    private CheckResult processes(String role, Deadline deadline) {
        ServerConfig server = logicalHost.server();
        try {
            var servers = ServerSelection.of(profile, server.serverRoot(), server.instance(), Optional.empty());
            return ProfileCheck.of(profile, servers).run(Set.of(role), deadline);
        } catch (InvalidSelection e) {
            return CheckResult.of(ProfileCheck.LABEL, Cause.USAGE, String.valueOf(e.getMessage()));
        }
    }

    /** Where a role is asked by its protocol; one whose protocol is notify only is judged by its processes. */
    private Optional<MailTarget> target(String role) {
        return Role.of(role)
                .flatMap(profile::daemon)
                .flatMap(DaemonConfig::listener)
                .filter(listener -> !listener.protocol().isNotifyOnly())
                .map(listener -> MailTarget.plain(listener.protocol(), logicalHost.address())
                        .withTls(listener.tls())
                        .withPort(listener.port()));
    }

    private static List<String> protocolWords(MailTarget target, Duration limit) {
        var words = new ArrayList<>(List.of(
                "check_mail_protocol",
                "--protocol=" + target.protocol().word(),
                "--hostname=" + target.host(),
                "--observer=local",
                NodeCheck.timeout(limit)));
        if (target.tls() != TlsMode.NONE) {
            words.add("--tls=" + target.tls().word());
        }
        words.add("--port=" + target.port());
        return words;
    }

    /** An administrator's own profile is in the configuration of that node. */
    private List<String> daemonWords(String role, Duration limit) {
        var words = new ArrayList<>(List.of("check_mail_daemon", "--daemon=" + role, "--profile=" + profile.name()));
        logicalHost.server().serverRoot().ifPresent(root -> words.add("--server-root=" + root));
        logicalHost.server().instance().ifPresent(instance -> words.add("--instance=" + instance));
        words.add(NodeCheck.timeout(limit));
        return words;
    }
}
