package org.hamail.simulator;

import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hamail.recovery.core.CoreService.HostState;

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
    final Map<String, Long> faults = new TreeMap<>();
    long begun;
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
    final Disturber disturber;
    final People people;

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
        this.people = new People(this);
        this.disturber = new Disturber(this);
    }

    void run(List<Disturbance> plan) {
        run(plan, days * DAY);
    }

    /** Nothing is done after {@code until}. */
    void run(List<Disturbance> plan, long until) {
        for (Disturbance each : plan) {
            clockwork.at(each.at(), () -> {
                begun += calm ? 0 : 1;
                dice.beginAnew(seed, each.at()); // so that a story without some of them goes on as before
                disturber.befall(each);
            });
        }
        long end = days * DAY;
        clockwork.at(end - CALM, this::becomeCalm);
        clockwork.at(end - 1000, judge::atRest);
        clockwork.run(Math.min(end, until));
        judge.finish();
    }

    void count(String what) {
        counts.merge(what, 1L, Long::sum);
    }

    void countIf(boolean is, String what) {
        if (is) {
            count(what);
        }
    }

    /** Something that goes wrong has taken effect: on a program, an answer, a write, a report, a machine. */
    void fault(String what) {
        faults.merge(what, 1L, Long::sum);
    }

    void faultIf(boolean is, String what) {
        if (is) {
            fault(what);
        }
    }

    void line(String who, String what) {
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

    void touchAll() {
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
            server.nothingIsDue();
            server.disk.fullUntil = now;
            for (Mail mail : mails) {
                server.addressCutUntil[mail.index] = now;
                server.downtime[mail.index] = 0;
                server.flexibleUntil[mail.index] = now;
                server.hostState[mail.index] = HostState.UP;
                judge.words(server, mail);
            }
            for (Program program : clockwork.running()) {
                if (program.stoppedUntil > now) {
                    program.stoppedUntil = now;
                    clockwork.wake(program, now);
                }
            }
        }
        mails.forEach(Mail::changed);
    }
}
