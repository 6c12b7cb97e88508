package org.hamail.simulator;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.hamail.model.PolicySettings.VerificationLimits;
import org.hamail.recovery.Site;
import org.hamail.recovery.verify.Verifier;
import org.hamail.recovery.verify.Verifiers;
import org.jspecify.annotations.Nullable;

/** What the shipped classes are given to work with in one program: disk, clocks, engine, probes and core of its server. */
final class Surroundings {
    private final World world;
    private final Server server;
    private final Mail mail;
    private final Program program;

    /** {@code program} is null for who only looks, outside of any program. */
    Surroundings(Server server, Mail mail, @Nullable Program program) {
        this.world = server.world;
        this.server = server;
        this.mail = mail;
        this.program = program == null ? new Program(world.clockwork, server, "judge", mail.index, () -> {}) : program;
    }

    Site site(DiskView view, Core core) {
        var outside = new Outside(server, mail, program);
        var limits = new VerificationLimits(2, Duration.ofSeconds(90), Server.CONFIRM);
        Verifier verifier = Verifiers.of(
                outside,
                List.of(Mail.ROLES[0].word(), Mail.ROLES[1].word()),
                limits,
                () -> world.clockwork.now * 1_000_000,
                this::sleep,
                () -> program.stoppedFor * 1_000_000);
        return new Site(
                mail.name,
                view.getPath(Server.STATE),
                world.settings.policy,
                outside,
                Server.ENGINE,
                new Site.Sources(
                        outside,
                        verifier,
                        Server.CONFIRM,
                        outside,
                        server.coreConfigured ? Optional.of(() -> core.status(mail)) : Optional.empty()),
                new Site.Timing(server::moment, this::sleep));
    }

    private void sleep(Duration time) {
        if (world.clockwork.current == program) {
            server.step(program);
            world.clockwork.waitUntil(world.clockwork.now + Math.max(1, time.toMillis()));
        }
    }
}
