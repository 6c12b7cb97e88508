package org.hamail.operator.doctor;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.hamail.config.HamailConfig;
import org.hamail.operator.doctor.finding.FindingKind;
import org.hamail.operator.doctor.finding.Findings;

/** Whether the agent that the configuration has listens. */
final class AgentReview {
    private final HamailConfig config;
    private final Findings findings;

    AgentReview(HamailConfig config, Findings findings) {
        this.config = config;
        this.findings = findings;
    }

    void judge() {
        if (config.agent().isEmpty()) {
            return;
        }
        Path socket = config.agent().get().socket();
        try (SocketChannel agent = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            agent.shutdownInput(); // that somebody listens is all there is to know
        } catch (IOException e) {
            unanswered(socket);
        }
    }

    private void unanswered(Path socket) {
        boolean mayNot = Files.exists(socket) && !Files.isWritable(socket);
        findings.add(
                mayNot ? FindingKind.UNREADABLE : FindingKind.AGENT_DOWN,
                mayNot ? socket.toString() : new YamlPlaces(config.file()).of("agent", "socket"),
                mayNot ? "permission denied" : "nobody answers at " + socket);
    }
}
