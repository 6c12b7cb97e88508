package org.hamail.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hamail.model.CheckKind;
import org.hamail.model.Observer;
import org.hamail.plugin.Status;
import org.hamail.recovery.core.CoreService;
import org.hamail.recovery.core.CoreView;
import org.hamail.recovery.core.EventHandler;
import org.hamail.recovery.core.LastCheck;
import org.hamail.recovery.core.MonitoringCore.CoreReading;
import org.hamail.recovery.core.MonitoringCore.CoreUnreadable;
import org.hamail.recovery.event.NodeSeries;

/** The core of a monitoring server: checks its services, and says what it thinks of them. */
final class Core {
    private final World world;
    private final Server server;
    private final Reports reports;
    final List<SeriesCheck> checks = new ArrayList<>();

    Core(Server server) {
        this.server = server;
        this.world = server.world;
        this.reports = new Reports(server);
        for (Mail mail : world.mails) {
            for (int role = 0; role < Mail.ROLES.length; role++) {
                addLocal(mail, role, CheckKind.PROCESS);
                addLocal(mail, role, CheckKind.PROTOCOL);
                if (role == 0) {
                    add(mail, role, CheckKind.PROTOCOL, Observer.REMOTE, -1);
                }
            }
        }
    }

    private void addLocal(Mail mail, int role, CheckKind kind) {
        if (!world.settings.ofNodes(server.index)) {
            add(mail, role, kind, Observer.LOCAL, -1);
            return;
        }
        for (int node = 0; node < Mail.NODES.length; node++) {
            add(mail, role, kind, Observer.LOCAL, node);
        }
    }

    private void add(Mail mail, int role, CheckKind kind, Observer observer, int node) {
        long offset = 1000L * (checks.size() * 7 + server.index * 3) % 60_000;
        checks.add(new SeriesCheck(mail, role, kind, observer, node, offset));
    }

    /** The truth about {@code mail} has changed: its services will be checked. */
    void poke(Mail mail) {
        for (SeriesCheck check : checks) {
            if (check.mail == mail && !check.scheduled) {
                schedule(check, nextTick(check));
            }
        }
    }

    private long nextTick(SeriesCheck check) {
        long now = world.clockwork.now;
        return now - (now - check.offset) % 60_000 + 60_000;
    }

    private void schedule(SeriesCheck check, long at) {
        check.scheduled = true;
        world.clockwork.at(at, () -> begin(check));
    }

    private void begin(SeriesCheck check) {
        check.scheduled = false;
        if (!server.up) {
            return;
        }
        Mail mail = check.mail;
        boolean protocol = check.series.check() == CheckKind.PROTOCOL;
        boolean remote = check.series.observer() == Observer.REMOTE;
        boolean slow = protocol
                && (check.trouble() == Mail.Trouble.HUNG
                        || check.trouble() == Mail.Trouble.FULL
                        || (remote && server.isAddressCut(mail)));
        if (world.clockwork.now < server.cutUntil) {
            result(check, Status.UNKNOWN, "X UNKNOWN: no result came", Optional.empty(), Optional.empty());
        } else if (protocol && world.clockwork.now < server.namesMuteUntil) {
            result(
                    check,
                    Status.CRITICAL,
                    "X CRITICAL [timeout/resolve]: no address",
                    Optional.of("timeout"),
                    Optional.of("resolve"));
        } else if (slow) {
            check.scheduled = true;
            int before = mail.occurrence(check.role, check.node);
            world.clockwork.at(world.clockwork.now + 660_000, () -> {
                check.scheduled = false;
                late(check, before);
            });
        } else {
            prompt(check, protocol);
        }
    }

    private void prompt(SeriesCheck check, boolean protocol) {
        Mail.Trouble trouble = check.trouble();
        boolean fails = trouble == Mail.Trouble.DEAD || (trouble == Mail.Trouble.HUNG && protocol);
        if (!fails) {
            result(check, Status.OK, "X OK: well", Optional.empty(), Optional.empty());
        } else if (protocol) {
            result(check, Status.CRITICAL, "X CRITICAL [refused]: refused", Optional.of("refused"), Optional.empty());
        } else {
            result(check, Status.CRITICAL, "X CRITICAL [absent]: none", Optional.of("absent"), Optional.empty());
        }
    }

    private void late(SeriesCheck check, int before) {
        Mail mail = check.mail;
        boolean remote = check.series.observer() == Observer.REMOTE;
        boolean hangs = check.trouble() == Mail.Trouble.HUNG || check.trouble() == Mail.Trouble.FULL;
        boolean cut = remote && server.isAddressCut(mail);
        if (!server.up) {
            return;
        }
        if (hangs && !cut && before != mail.occurrence(check.role, check.node)) {
            // its connection ended with the server that hung first, and on the next one it was served (DESIGN 2.4)
            result(check, Status.OK, "X OK: well", Optional.empty(), Optional.empty());
            schedule(check, nextTick(check));
        } else if (hangs || cut) {
            String phase = cut ? "connect" : "greeting";
            result(
                    check,
                    Status.CRITICAL,
                    "X CRITICAL [timeout/" + phase + "]: nothing came",
                    Optional.of("timeout"),
                    Optional.of(phase));
        } else {
            prompt(check, true);
        }
    }

    private void result(
            SeriesCheck check, Status state, String output, Optional<String> cause, Optional<String> phase) {
        check.output = output;
        Status before = check.state;
        check.state = state;
        if (state == Status.OK) {
            well(check, before);
            return;
        }
        boolean says = problem(check, before);
        reports.when(says, check, check.hard ? "HARD" : "SOFT", cause, phase);
        if (!check.hard || state == Status.UNKNOWN || !isSteady(check)) {
            schedule(check, nextTick(check));
        }
    }

    private void well(SeriesCheck check, Status before) {
        boolean says = before != Status.OK;
        boolean wasHard = check.hard;
        check.hard = true;
        if (says && wasHard) {
            check.hardSince = world.clockwork.now;
        }
        reports.when(says, check, wasHard ? "HARD" : "SOFT", Optional.empty(), Optional.empty());
        check.attempt = 1;
    }

    /** Whether the handler is called for it. */
    private boolean problem(SeriesCheck check, Status before) {
        boolean wasHard = check.hard;
        boolean says = before == Status.OK || !wasHard || before != check.state;
        if (before == Status.OK) {
            check.attempt = 1;
            check.hard = false;
        } else if (!wasHard) {
            check.attempt++;
            check.hard = check.attempt >= 3;
        }
        if (check.hard && (!wasHard || says)) {
            check.hardSince = world.clockwork.now;
        }
        if (check.hard && !wasHard) {
            world.disturber.problem(server, check.mail);
        }
        return says;
    }

    /** Whether the next check would see the same as long as nothing happens to the mail service. */
    private boolean isSteady(SeriesCheck check) {
        return world.clockwork.now >= server.addressCutUntil[check.mail.index]
                && world.clockwork.now >= server.namesMuteUntil;
    }

    /** What it shows of {@code mail} to who asks. */
    CoreReading status(Mail mail) {
        long now = world.clockwork.now;
        if (now < server.coreStaleUntil) {
            world.fault("core statuses that could not be read");
            return new CoreUnreadable("status.dat is not written any more");
        }
        long written = now - now % 10_000;
        List<CoreService> services = new ArrayList<>();
        for (SeriesCheck check : checks) {
            if (check.mail == mail) {
                services.add(new CoreService(
                        mail.name + ";" + new NodeSeries(check.series, check.nodeName()).words(),
                        mail.name,
                        check.series,
                        check.nodeName(),
                        new LastCheck(
                                Optional.of(check.state),
                                check.hard,
                                Server.BEGIN.plusMillis(check.hardSince + server.wallOffset),
                                Optional.of(Server.BEGIN.plusMillis(nextTick(check) - 60_000 + server.wallOffset)),
                                check.attempt,
                                3,
                                check.output),
                        server.hostState[mail.index],
                        server.downtime[mail.index],
                        now < server.handlersOffUntil ? EventHandler.ALL_OFF : EventHandler.ON));
            }
        }
        return new CoreView(Server.BEGIN.plusMillis(written + server.wallOffset), services, List.of());
    }

    /** What the core loses when it is started anew: soft states. */
    void reload() {
        for (SeriesCheck check : checks) {
            if (!check.hard) {
                check.attempt = 0;
            }
        }
    }
}
