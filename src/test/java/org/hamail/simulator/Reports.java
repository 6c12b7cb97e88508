package org.hamail.simulator;

import java.io.IOException;
import java.util.Optional;
import org.hamail.recovery.Handler;
import org.hamail.recovery.Worker;
import org.hamail.recovery.event.Notification;
import org.hamail.recovery.journal.JournalBroken;
import org.hamail.recovery.journal.JournalUnavailable;

/** How the core's reports come to hamail: each by a handler, that may start a worker. */
final class Reports {
    private final World world;
    private final Server server;

    Reports(Server server) {
        this.server = server;
        this.world = server.world;
    }

    void when(boolean says, SeriesCheck check, String type, Optional<String> cause, Optional<String> phase) {
        long now = world.clockwork.now;
        if (!says || now < server.handlersOffUntil) {
            return;
        }
        world.touched(check.mail);
        if (now < server.loseReportsUntil) {
            world.fault("reports lost");
            return;
        }
        long delay = world.dice.between(100, 2_500);
        if (now < server.lateReportsUntil) {
            delay += world.dice.between(10_000, 900_000);
            world.fault("reports late");
        }
        String marker = server.name + "#" + ++server.events;
        var said = new Notification(
                check.series.daemon(),
                check.series.check(),
                check.series.observer(),
                check.state.name(),
                type,
                Integer.toString(check.attempt),
                cause,
                phase,
                check.output + " " + marker,
                server.hostState[check.mail.index].name(),
                Integer.toString(server.downtime[check.mail.index]),
                server.icinga ? Optional.empty() : Optional.of(Integer.toString(server.events)),
                check.nodeName());
        handle(check, said, marker, delay);
        if (server.doubleReports > 0) {
            server.doubleReports--;
            world.fault("reports doubled");
            handle(check, said, marker, delay + world.dice.between(1, 20_000));
        }
    }

    private void handle(SeriesCheck check, Notification said, String marker, long delay) {
        world.judge.told(server, check.mail, marker);
        Program program = server.start("handler", check.mail, delay, (me, site) -> {
            world.judge.arrived(server, check, said);
            try {
                var starter = (Handler.WorkerStarter) () -> startWorker(me, check.mail);
                new Handler(site, starter).handle(said);
                world.judge.handled(server, check, said, marker);
            } catch (JournalUnavailable e) {
                world.judge.refused(server, check.mail, marker);
            } catch (JournalBroken e) {
                world.judge.violated(Invariant.JOURNAL_IS_WHOLE, String.valueOf(e.getMessage()));
            }
        });
        if (program == null) {
            world.judge.refused(server, check.mail, marker);
        }
    }

    private void startWorker(Program handler, Mail mail) throws IOException {
        server.step(handler);
        if (world.clockwork.now < server.noForkUntil) {
            world.fault("workers that could not be started");
            throw new IOException("Resource temporarily unavailable");
        }
        server.start(
                "worker",
                mail,
                world.dice.between(150, 1_500),
                (me, site) -> server.work(() -> new Worker(site).run()));
    }
}
