package org.hamail.simulator;

import org.hamail.model.ClusterView;
import org.hamail.recovery.core.CoreService.HostState;

/** Lets happen to a world what its plan says. */
final class Disturber {
    private final World world;

    Disturber(World world) {
        this.world = world;
    }

    void befall(Disturbance it) {
        Mail mail = world.mails.get(it.mail());
        Server server = world.servers.get(it.server());
        long now = world.clockwork.now;
        long until = now + it.lasts();
        int choice = it.choice();
        if (world.telling) {
            world.line(it.kind().name(), mail.name + ", " + server.name + ", " + it.lasts() / 1000 + " s");
        }
        if (!world.calm) {
            world.judge.disturbed();
        }
        world.touched(mail);
        switch (it.kind()) {
            case DAEMON_DIES -> mail.strike(choice % 2, Mail.Trouble.DEAD, cure(choice), 1 + it.lasts() * 4);
            case DAEMON_HANGS -> mail.strike(choice % 2, Mail.Trouble.HUNG, cure(choice), 1 + it.lasts() * 4);
            case DAEMON_FULL -> mail.strike(choice % 2, Mail.Trouble.FULL, Mail.Cure.TIME, it.lasts());
            case IDLE_DAEMON_FAILS ->
                mail.idle.strike(
                        choice % 2, choice % 3 == 0 ? Mail.Trouble.HUNG : Mail.Trouble.DEAD, 1 + it.lasts() * 4);
            case STORAGE_FAILS -> {
                for (Mail each : world.mails) {
                    long after = now + world.dice.between(0, 120_000);
                    world.clockwork.at(
                            after, () -> each.strike(choice % 2, Mail.Trouble.DEAD, cure(choice), 1 + it.lasts() * 4));
                }
            }
            case ADDRESS_CUT -> {
                server.addressCutUntil[mail.index] = until;
                mail.changed();
                world.clockwork.at(until, mail::changed);
            }
            case SERVER_CUT -> {
                server.cutUntil = until;
                world.mails.forEach(world::poke);
                world.clockwork.at(until, () -> world.mails.forEach(world::poke));
            }
            case NAMES_MUTE -> {
                server.namesMuteUntil = until;
                world.mails.forEach(world::poke);
                world.clockwork.at(until, () -> world.mails.forEach(world::poke));
            }
            case ENGINE_SILENT -> mail.silentUntil = until;
            case ANSWERS_LOST -> mail.lostAnswers += 1 + choice % 4;
            case RESULT_LOST -> mail.lostResults++;
            case ACTION_REFUSED -> mail.refusals++;
            case MOVE_BREAKS -> mail.brokenMoves++;
            case MAINTENANCE -> mail.maintenanceUntil = until;
            case NO_QUORUM -> {
                mail.noQuorumUntil = until;
                world.fault("clusters without quorum");
            }
            case FOREIGN_CONSTRAINT -> mail.constraintUntil = until;
            case NODE_UNFIT -> {
                mail.unfitUntil[choice % 2] = until;
                world.fault("nodes unfit");
            }
            case CLUSTER_MOVES -> {
                if (mail.state == ClusterView.State.RUNNING) {
                    world.fault("moves of the cluster by itself");
                    mail.move(1 - mail.active);
                }
            }
            case DIRECTORY_AWAY -> world.directoryAwayUntil = until;
            case DOWNTIME -> downtime(server, mail, it.lasts());
            case FLEXIBLE_DOWNTIME -> {
                server.flexibleUntil[mail.index] = until;
                server.flexibleLasts[mail.index] = it.lasts();
            }
            case HOST_DOWN -> {
                // Icinga has no such state of a host
                server.hostState[mail.index] = server.icinga || choice % 3 > 0 ? HostState.DOWN : HostState.UNREACHABLE;
                world.judge.words(server, mail);
                world.clockwork.at(until, () -> {
                    server.hostState[mail.index] = HostState.UP;
                    world.judge.words(server, mail);
                    world.touched(mail);
                });
            }
            case HANDLERS_OFF -> {
                server.handlersOffSince = now < server.handlersOffUntil ? server.handlersOffSince : now;
                server.handlersOffUntil = Math.max(server.handlersOffUntil, until);
            }
            case CORE_STALE -> server.coreStaleUntil = until;
            case CORE_RELOADS -> {
                server.reload();
                world.fault("reloads of a core");
            }
            case REPORTS_LOST -> server.loseReportsUntil = until;
            case REPORTS_LATE -> server.lateReportsUntil = until;
            case REPORTS_DOUBLED -> server.doubleReports += 1 + choice % 3;
            case WORKER_NOT_STARTED -> server.noForkUntil = until;
            case KILL, STOP, SLOW -> server.mishaps.add(it, choice % 120);
            case KILL_IN_WRITE -> {
                server.killsInWrite.add(it, choice % 12);
                server.disk.tear = Disk.Tear.of(world.dice);
            }
            case REBOOT -> server.reboot(Math.min(it.lasts(), 600_000));
            case CLOCK_STEP -> {
                server.wallOffset += (choice % 2 == 0 ? 1 : -1) * Math.max(it.lasts(), 60_000);
                server.lastClockStep = now;
                world.fault("steps of a clock");
            }
            case DISK_FULL -> server.disk.fullUntil = until;
            case WRITE_TORN -> {
                server.disk.tears.add(it, choice % 12);
                server.disk.tear = Disk.Tear.of(world.dice);
            }
            case SYNC_FAILS -> server.disk.syncFailures.add(it, choice % 12);
            case PAUSE -> world.people.verb(server, mail, "pause");
            case RESUME -> world.people.verb(server, mail, "resume");
            case OFF -> world.people.verb(server, mail, "off");
            case ON -> world.people.verb(server, mail, "on");
            case ACK -> world.people.verb(server, mail, "ack");
            case RESTART -> world.people.verb(server, mail, "restart");
            case SWITCH -> world.people.verb(server, mail, "switch");
            case UPGRADE -> world.people.upgrade(server, mail, it.lasts());
            case UPGRADE_ABORTED -> world.people.verb(server, mail, "abort");
            case DOWNTIME_OVER -> world.people.verb(server, mail, "downtime-over");
            case NOTHING_WAITS -> server.nothingIsDue();
        }
        if (it.lasts() > 0) {
            world.clockwork.at(until, world::touchAll);
        }
    }

    private void downtime(Server server, Mail mail, long lasts) {
        server.downtime[mail.index]++;
        world.judge.words(server, mail);
        boolean forgotten = world.calm;
        world.clockwork.at(world.clockwork.now + lasts, () -> {
            if (server.downtime[mail.index] > 0 && !forgotten) {
                server.downtime[mail.index]--;
            }
            world.judge.words(server, mail);
            world.touched(mail);
        });
    }

    /** A flexible downtime begins with the first problem that the core is certain of, before its handler is called. */
    void problem(Server server, Mail mail) {
        if (world.clockwork.now < server.flexibleUntil[mail.index]) {
            server.flexibleUntil[mail.index] = 0;
            world.count("flexible downtimes");
            downtime(server, mail, server.flexibleLasts[mail.index]);
        }
    }

    private static Mail.Cure cure(int choice) {
        int kind = choice / 2 % 10;
        return kind < 6 ? Mail.Cure.RESTART : kind < 9 ? Mail.Cure.MOVE : Mail.Cure.TIME;
    }
}
