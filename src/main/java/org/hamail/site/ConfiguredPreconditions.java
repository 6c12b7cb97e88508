package org.hamail.site;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hamail.config.DirectoryConfig;
import org.hamail.config.LogicalHostConfig;
import org.hamail.config.SanityConfig;
import org.hamail.directory.DirectoryRole;
import org.hamail.net.Connection;
import org.hamail.net.Family;
import org.hamail.net.NetworkException;
import org.hamail.net.Resolver;
import org.hamail.plugin.Cause;
import org.hamail.plugin.CheckResult;
import org.hamail.plugin.Status;
import org.hamail.recovery.policy.FailoverPreconditions;
import org.hamail.recovery.policy.Question;
import org.hamail.recovery.policy.Reading;
import org.hamail.time.Deadline;

/** The directories and the reachable places of the configuration. What is not configured is not asked. */
final class ConfiguredPreconditions implements FailoverPreconditions {
    /** For each place, its look-up included. */
    private static final Duration REACH_LIMIT = Duration.ofSeconds(5);

    private final LogicalHostConfig logicalHost;

    ConfiguredPreconditions(LogicalHostConfig logicalHost) {
        this.logicalHost = logicalHost;
    }

    @Override
    public Set<Question<Boolean>> configured() {
        var questions = new HashSet<Question<Boolean>>();
        logicalHost.directories().userGroup().ifPresent(directory -> questions.add(Question.DIRECTORY));
        logicalHost.sanity().ifPresent(sanity -> questions.add(Question.SANITY));
        return questions;
    }

    @Override
    public Reading<Boolean> directoryAnswers() {
        Optional<DirectoryConfig> directory = logicalHost.directories().userGroup();
        if (directory.isEmpty()) {
            return new Reading.NotConfigured<>();
        }
        CheckResult result = ConfiguredDirectory.ask(directory.get(), DirectoryRole.USER_GROUP);
        boolean answers = result.status() == Status.OK;
        return answers || result.cause().equals(Optional.of(Cause.DIRECTORY))
                ? new Reading.Known<>(answers, "own probe: " + result.sentence(), 0)
                : new Reading.Unreadable<>(result.sentence(), "own probe");
    }

    @Override
    public Reading<Boolean> monitoringHostReachesOthers() {
        if (logicalHost.sanity().isEmpty()) {
            return new Reading.NotConfigured<>();
        }
        SanityConfig sanity = logicalHost.sanity().get();
        for (SanityConfig.HostPort endpoint : sanity.reach()) {
            if (reaches(endpoint)) {
                return new Reading.Known<>(true, words(endpoint) + " is reached", 0);
            }
        }
        String places =
                sanity.reach().stream().map(ConfiguredPreconditions::words).collect(Collectors.joining(", "));
        return new Reading.Known<>(false, "none of " + places + " is reached", 0);
    }

    private static String words(SanityConfig.HostPort endpoint) {
        return endpoint.host() + ":" + endpoint.port();
    }

    private static boolean reaches(SanityConfig.HostPort endpoint) {
        Deadline deadline = Deadline.after(REACH_LIMIT);
        try {
            List<InetAddress> addresses = Resolver.system().resolve(endpoint.host(), Family.ANY, deadline);
            try {
                Connection.connect(addresses, endpoint.port(), deadline).close();
                return true;
            } catch (NetworkException e) {
                return isAnswered(e.kind(), addresses);
            }
        } catch (IOException e) {
            return false; // one of several; what none of them says is the answer
        }
    }

    /** A machine that refuses has been reached, unless it is this one. */
    static boolean isAnswered(NetworkException.Kind kind, List<InetAddress> addresses) throws IOException {
        if (kind != NetworkException.Kind.REFUSED && kind != NetworkException.Kind.RESET) {
            return false;
        }
        for (InetAddress address : addresses) {
            if (isOfThisMachine(address)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isOfThisMachine(InetAddress address) throws IOException {
        return address.isLoopbackAddress()
                || address.isAnyLocalAddress()
                || NetworkInterface.getByInetAddress(address) != null;
    }
}
