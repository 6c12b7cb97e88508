package org.hamail.simulator;

import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.hamail.model.ClusterView;
import org.hamail.operator.Operator;

/** Some logical hosts on a cluster of two nodes, and two monitoring servers that watch them, for some days. */
final class World {
    static final long HOUR = 3_600_000;
    static final long DAY = 24 * HOUR;
    /** So long before its end nothing goes wrong any more: by then everything must be well. */
    static final long CALM = 4 * HOUR;

    final Clockwork clockwork;
    final Dice dice;
    final Settings settings;
    final List<Mail> mails = new ArrayList<>();
    final List<Server> servers = new ArrayList<>();
    final Judge judge;
    final Map<String, Long> counts = new TreeMap<>();
    final List<String> story = new ArrayList<>();
    final boolean telling;
    final int days;
    long directoryAwayUntil;
    long programs;
    boolean calm;
    /** Counts everything that may change what a look of hamail finds, but for its own doing and the time. */
    long changes;

    private final long[] touched = new long[Plan.HOSTS];
    private final boolean[] ticking = new boolean[Plan.HOSTS];
    private final long seed;
    private int verbs;

    /** Who asks the cluster. */
    interface Asker {
        boolean isCut();
    }

    World(long seed, int days, boolean telling, Deque<Carrier> carriers) {
        this.seed = seed;
        this.clockwork = new Clockwork(carriers);
        this.dice = Dice.of(seed, 2);
        this.settings = new Settings(Dice.of(seed, 3));
        this.days = days;
        this.telling = telling;
        for (int i = 0; i < Plan.HOSTS; i++) {
            mails.add(new Mail(this, i));
        }
        servers.add(new Server(this, 0));
        servers.add(new Server(this, 1));
        this.judge = new Judge(this);
    }

    void run(List<Disturbance> plan) {
        for (Disturbance each : plan) {
            clockwork.at(each.at(), () -> {
                count("disturbances");
                dice.beginAnew(seed, each.at()); // so that a story without some of them goes on as before
                befall(each);
            });
        }
        long end = days * DAY;
        clockwork.at(end - CALM, this::becomeCalm);
        clockwork.at(end - 1000, judge::atRest);
        clockwork.run(end);
        judge.finish();
    }

    void count(String what) {
        counts.merge(what, 1L, Long::sum);
    }

    private void line(String who, String what) {
        String time = Server.BEGIN.plusMillis(clockwork.now).toString();
        story.add(time.substring(8, 19) + " " + who + ": " + what);
    }

    void tell(Mail mail, String what) {
        if (telling) {
            line(mail.name, what);
        }
    }

    void tell(Server server, String what) {
        if (telling) {
            line(server.name, what);
        }
    }

    void poke(Mail mail) {
        touched(mail);
        for (Server server : servers) {
            server.poke(mail);
        }
    }

    /** Something happened to {@code mail}: hamail's agents look at it regularly until nothing has happened for a while. */
    void touched(Mail mail) {
        changes++;
        touched[mail.index] = clockwork.now;
        if (!ticking[mail.index]) {
            ticking[mail.index] = true;
            clockwork.at(nextTick(), () -> tick(mail));
        }
    }

    private long nextTick() {
        long every = settings.reconcileEvery;
        return clockwork.now - clockwork.now % every + every;
    }

    private void tick(Mail mail) {
        for (Server server : servers) {
            judge.look(server, mail);
            server.reconcile(mail);
        }
        if (!mail.well() || clockwork.now - touched[mail.index] < 20 * 60_000) {
            clockwork.at(nextTick(), () -> tick(mail));
        } else {
            ticking[mail.index] = false;
        }
    }

    private void touchAll() {
        mails.forEach(this::touched);
    }

    private void becomeCalm() {
        calm = true;
        long now = clockwork.now;
        directoryAwayUntil = now;
        for (Mail mail : mails) {
            mail.silentUntil = now;
            mail.lostAnswers = 0;
            mail.lostResults = 0;
            mail.refusals = 0;
            mail.brokenMoves = 0;
            mail.maintenanceUntil = now;
            mail.noQuorumUntil = now;
            mail.constraintUntil = now;
            mail.unfitUntil[0] = now;
            mail.unfitUntil[1] = now;
            for (int role = 0; role < Mail.ROLES.length; role++) {
                mail.cure[role] = Mail.Cure.RESTART;
                if (mail.trouble[role] == Mail.Trouble.FULL) {
                    mail.trouble[role] = Mail.Trouble.NONE;
                }
            }
        }
        for (Server server : servers) {
            server.cutUntil = now;
            server.namesMuteUntil = now;
            server.handlersOffUntil = now;
            server.coreStaleUntil = now;
            server.loseReportsUntil = now;
            server.lateReportsUntil = now;
            server.doubleReports = 0;
            server.noForkUntil = now;
            server.troubleIn = -1;
            server.killInWrite = -1;
            server.disk.fullUntil = now;
            server.disk.tearIn = -1;
            server.disk.failSyncIn = -1;
            for (Mail mail : mails) {
                server.addressCutUntil[mail.index] = now;
                server.downtime[mail.index] = 0;
                server.hostDown[mail.index] = false;
                judge.words(server, mail);
            }
            for (Program program : clockwork.running()) {
                if (program.stoppedUntil > now) {
                    program.stoppedUntil = now;
                    clockwork.wake(program, now);
                }
            }
        }
        for (Mail mail : mails) {
            mail.changed();
            for (Server server : servers) {
                for (long after : new long[] {20, 40, 60, 200}) {
                    clockwork.at(now + after * 60_000 + server.index * 100_000L, () -> {
                        verb(server, mail, "on");
                        clockwork.at(clockwork.now + 30_000, () -> verb(server, mail, "ack"));
                    });
                }
            }
        }
    }

    private void befall(Disturbance it) {
        Mail mail = mails.get(it.mail());
        Server server = servers.get(it.server());
        long now = clockwork.now;
        long until = now + it.lasts();
        int choice = it.choice();
        if (telling) {
            line(it.kind().name(), mail.name + ", " + server.name + ", " + it.lasts() / 1000 + " s");
        }
        judge.disturbed();
        touched(mail);
        switch (it.kind()) {
            case DAEMON_DIES -> mail.strike(choice % 2, Mail.Trouble.DEAD, cure(choice), 1 + it.lasts() * 4);
            case DAEMON_HANGS -> mail.strike(choice % 2, Mail.Trouble.HUNG, cure(choice), 1 + it.lasts() * 4);
            case DAEMON_FULL -> mail.strike(choice % 2, Mail.Trouble.FULL, Mail.Cure.TIME, it.lasts());
            case ADDRESS_CUT -> {
                server.addressCutUntil[mail.index] = until;
                mail.changed();
                clockwork.at(until, mail::changed);
            }
            case SERVER_CUT -> {
                server.cutUntil = until;
                mails.forEach(this::poke);
                clockwork.at(until, () -> mails.forEach(this::poke));
            }
            case NAMES_MUTE -> {
                server.namesMuteUntil = until;
                mails.forEach(this::poke);
                clockwork.at(until, () -> mails.forEach(this::poke));
            }
            case ENGINE_SILENT -> mail.silentUntil = until;
            case ANSWERS_LOST -> mail.lostAnswers += 1 + choice % 4;
            case RESULT_LOST -> mail.lostResults++;
            case ACTION_REFUSED -> mail.refusals++;
            case MOVE_BREAKS -> mail.brokenMoves++;
            case MAINTENANCE -> mail.maintenanceUntil = until;
            case NO_QUORUM -> mail.noQuorumUntil = until;
            case FOREIGN_CONSTRAINT -> mail.constraintUntil = until;
            case NODE_UNFIT -> mail.unfitUntil[choice % 2] = until;
            case CLUSTER_MOVES -> {
                if (mail.state == ClusterView.State.RUNNING) {
                    mail.move(1 - mail.active);
                }
            }
            case DIRECTORY_AWAY -> directoryAwayUntil = until;
            case DOWNTIME -> {
                server.downtime[mail.index]++;
                judge.words(server, mail);
                boolean forgotten = calm;
                clockwork.at(until, () -> {
                    if (server.downtime[mail.index] > 0 && !forgotten) {
                        server.downtime[mail.index]--;
                    }
                    judge.words(server, mail);
                    touched(mail);
                });
            }
            case HOST_DOWN -> {
                server.hostDown[mail.index] = true;
                judge.words(server, mail);
                clockwork.at(until, () -> {
                    server.hostDown[mail.index] = false;
                    judge.words(server, mail);
                    touched(mail);
                });
            }
            case HANDLERS_OFF -> {
                server.handlersOffSince = now < server.handlersOffUntil ? server.handlersOffSince : now;
                server.handlersOffUntil = Math.max(server.handlersOffUntil, until);
            }
            case CORE_STALE -> server.coreStaleUntil = until;
            case CORE_RELOADS -> server.reload();
            case REPORTS_LOST -> server.loseReportsUntil = until;
            case REPORTS_LATE -> server.lateReportsUntil = until;
            case REPORTS_DOUBLED -> server.doubleReports += 1 + choice % 3;
            case WORKER_NOT_STARTED -> server.noForkUntil = until;
            case KILL -> mishap(server, Server.Mishap.KILL, choice % 120, it.lasts());
            case STOP -> mishap(server, Server.Mishap.STOP, choice % 120, it.lasts());
            case SLOW -> mishap(server, Server.Mishap.SLOW, choice % 120, it.lasts());
            case KILL_IN_WRITE -> server.killInWrite = choice % 12;
            case REBOOT -> server.reboot(Math.min(it.lasts(), 600_000));
            case CLOCK_STEP -> {
                server.wallOffset += (choice % 2 == 0 ? 1 : -1) * Math.max(it.lasts(), 60_000);
                server.lastClockStep = now;
            }
            case DISK_FULL -> server.disk.fullUntil = until;
            case WRITE_TORN -> server.disk.tearIn = choice % 12;
            case SYNC_FAILS -> server.disk.failSyncIn = choice % 12;
            case PAUSE -> verb(server, mail, "pause");
            case RESUME -> verb(server, mail, "resume");
            case OFF -> verb(server, mail, "off");
            case ON -> verb(server, mail, "on");
            case ACK -> verb(server, mail, "ack");
            case RESTART -> verb(server, mail, "restart");
            case SWITCH -> verb(server, mail, "switch");
        }
        if (it.lasts() > 0) {
            clockwork.at(until, this::touchAll);
        }
    }

    private static Mail.Cure cure(int choice) {
        int kind = choice / 2 % 10;
        return kind < 6 ? Mail.Cure.RESTART : kind < 9 ? Mail.Cure.MOVE : Mail.Cure.TIME;
    }

    private static void mishap(Server server, Server.Mishap kind, int in, long lasts) {
        server.mishap = kind;
        server.troubleIn = in;
        server.mishapLasts = lasts;
    }

    /** A person gives a command. */
    void verb(Server server, Mail mail, String verb) {
        verb(server, mail, verb, verb + "!" + ++verbs);
    }

    /** What the launcher does with the verb of a process that died: it may have been done. */
    private static boolean runsAgain() {
        return false;
    }

    private void verb(Server server, Mail mail, String verb, String marker) {
        Program program = server.start("hamail " + verb, mail, 0, (me, site) -> {
            judge.commanded(server, mail, verb, marker);
            var operator = new Operator(site, new Operator.Request("alice", marker, Optional.empty(), false));
            try {
                Operator.Result result =
                        switch (verb) {
                            case "pause" -> operator.pause();
                            case "resume" -> operator.resume();
                            case "off" -> operator.off();
                            case "on" -> operator.on();
                            case "ack" -> operator.ack();
                            case "restart" -> operator.restart("all");
                            default -> operator.move(Optional.empty());
                        };
                tell(server, "hamail " + verb + " on " + mail.name + ": " + result.sentence());
                judge.obeyed(server, mail, verb, marker, result.end());
            } catch (Killed e) {
                if (runsAgain()) {
                    verb(server, mail, verb, marker);
                }
                throw e;
            } catch (org.hamail.recovery.journal.JournalBroken e) {
                judge.violated(Invariant.JOURNAL_IS_WHOLE, String.valueOf(e.getMessage()));
            } catch (org.hamail.recovery.journal.JournalUnavailable | java.io.IOException e) {
                tell(server, "hamail " + verb + " on " + mail.name + ": " + e.getMessage());
            }
        });
        if (program != null) {
            touched(mail);
        }
    }
}
