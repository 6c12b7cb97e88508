package org.hamail.program;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Optional;
import org.hamail.config.DirectoryConfig;
import org.hamail.config.LogicalHostConfig;
import org.hamail.config.SanityConfig;
import org.hamail.directory.Role;
import org.hamail.plugin.Cause;
import org.hamail.plugin.CheckResult;
import org.hamail.plugin.Status;
import org.hamail.recovery.Surroundings;
import org.hamail.recovery.policy.Reading;

/** The directories and the reachable places of the configuration. What is not configured is not asked. */
final class ConfiguredSurroundings implements Surroundings {
    private static final int REACH_MILLIS = 5000;

    private final LogicalHostConfig logicalHost;

    ConfiguredSurroundings(LogicalHostConfig logicalHost) {
        this.logicalHost = logicalHost;
    }

    @Override
    public Reading<Boolean> directoryAnswers() {
        Optional<DirectoryConfig> directory = logicalHost.userGroupDirectory();
        if (directory.isEmpty()) {
            return new Reading.Known<>(true, "not configured", 0);
        }
        CheckResult result = ConfiguredDirectory.ask(directory.get(), Role.USER_GROUP);
        boolean answers = result.status() == Status.OK;
        return answers || result.cause().equals(Optional.of(Cause.DIRECTORY))
                ? new Reading.Known<>(answers, "own probe: " + result.sentence(), 0)
                : new Reading.Unreadable<>(result.sentence(), "own probe");
    }

    @Override
    public Reading<Boolean> thisMachineIsSane() {
        if (logicalHost.sanity().isEmpty()) {
            return new Reading.Known<>(true, "not configured", 0);
        }
        SanityConfig sanity = logicalHost.sanity().get();
        for (SanityConfig.Endpoint endpoint : sanity.reach()) {
            if (reaches(endpoint)) {
                return new Reading.Known<>(true, endpoint.host() + ":" + endpoint.port() + " is reached", 0);
            }
        }
        return new Reading.Known<>(false, "none of " + sanity.reach() + " is reached", 0);
    }

    private static boolean reaches(SanityConfig.Endpoint endpoint) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(endpoint.host(), endpoint.port()), REACH_MILLIS);
            return true;
        } catch (IOException e) {
            return false; // one of several; what none of them says is the answer
        }
    }
}
