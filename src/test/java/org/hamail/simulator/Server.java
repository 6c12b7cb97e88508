package org.hamail.simulator;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hamail.model.CheckKind;
import org.hamail.model.FaultRules;
import org.hamail.model.Observer;
import org.hamail.model.PolicyMode;
import org.hamail.model.PolicySettings;
import org.hamail.model.RestartScope;
import org.hamail.model.VerificationLimits;
import org.hamail.plugin.Cause;
import org.hamail.plugin.Status;
import org.hamail.recovery.Handler;
import org.hamail.recovery.Reconciler;
import org.hamail.recovery.Site;
import org.hamail.recovery.Worker;
import org.hamail.recovery.core.CoreReading;
import org.hamail.recovery.core.CoreService;
import org.hamail.recovery.core.CoreUnreadable;
import org.hamail.recovery.core.CoreView;
import org.hamail.recovery.core.EventHandler;
import org.hamail.recovery.core.HostState;
import org.hamail.recovery.event.Moment;
import org.hamail.recovery.event.Notification;
import org.hamail.recovery.event.Series;
import org.hamail.recovery.journal.JournalBroken;
import org.hamail.recovery.journal.JournalUnavailable;
import org.hamail.recovery.policy.HeldFault;
import org.hamail.recovery.verify.Verifier;
import org.hamail.recovery.verify.Verifiers;
import org.jspecify.annotations.Nullable;

/** A monitoring server: a core with its checks, a disk, clocks, and the programs of hamail. */
final class Server {
    static final Instant BEGIN = Instant.parse("2026-11-22T00:00:00Z");
    static final Duration CONFIRM = Duration.ofSeconds(30);
    static final Duration ENGINE = Duration.ofMinutes(5);
    private static final String STATE = "/state";

    final World world;
    final int index;
    final String name;
    final Disk disk;
    final boolean icinga;
    final boolean coreConfigured;
    final List<SeriesCheck> checks = new ArrayList<>();

    long wallOffset;
    int boot = 1;
    long bootedAt;
    boolean up = true;
    long lastClockStep = -World.DAY;
    long lastBoot = -World.DAY;
    long cutUntil;
    long namesMuteUntil;
    final long[] addressCutUntil;
    final int[] downtime;
    final boolean[] hostDown;
    long handlersOffUntil;
    long handlersOffSince;
    long coreStaleUntil;
    long loseReportsUntil;
    long lateReportsUntil;
    int doubleReports;
    long noForkUntil;
    int events;

    /** The program that makes the n-th step from now is killed, stopped or slowed. */
    int troubleIn = -1;

    Mishap mishap = Mishap.KILL;
    long mishapLasts;
    /** The n-th write from now kills its program in the middle. */
    int killInWrite = -1;

    /** What befalls a program. */
    enum Mishap {
        KILL,
        STOP,
        SLOW
    }

    Server(World world, int index) {
        this.world = world;
        this.index = index;
        this.name = index == 0 ? "monitor-a" : "monitor-b";
        this.disk = new Disk(world.clockwork);
        this.disk.directories.add(STATE);
        this.icinga = world.settings.icinga(index);
        this.coreConfigured = world.settings.core(index);
        int hosts = world.mails.size();
        this.reconcilers = new Reconciler[hosts];
        this.quiet = new Quiet[hosts];
        Arrays.setAll(quiet, i -> new Quiet());
        this.addressCutUntil = new long[hosts];
        this.downtime = new int[hosts];
        this.hostDown = new boolean[hosts];
        this.bootedAt = -1000L * (3600 + index);
        for (Mail mail : world.mails) {
            for (int role = 0; role < Mail.ROLES.length; role++) {
                checks.add(new SeriesCheck(mail, role, CheckKind.PROCESS, Observer.LOCAL));
                checks.add(new SeriesCheck(mail, role, CheckKind.PROTOCOL, Observer.LOCAL));
                if (role == 0) {
                    checks.add(new SeriesCheck(mail, role, CheckKind.PROTOCOL, Observer.REMOTE));
                }
            }
        }
    }

    /** A service of the core. */
    final class SeriesCheck {
        final Mail mail;
        final int role;
        final Series series;
        final long offset;
        Status state = Status.OK;
        boolean hard = true;
        int attempt = 1;
        long hardSince;
        String output = "X OK: well";
        boolean scheduled;
        /** Since when hamail knows by a report that it is a problem; -1 when it does not. */
        long reportedSince = -1;

        SeriesCheck(Mail mail, int role, CheckKind kind, Observer observer) {
            this.mail = mail;
            this.role = role;
            this.series = new Series(Mail.ROLES[role], kind, observer);
            this.offset = 1000L * (checks.size() * 7 + index * 3) % 60_000;
        }

        boolean isHardProblem() {
            return hard && state != Status.OK;
        }
    }

    // ---- programs

    void step(Program program) {
        if (program.doomed) {
            throw new Killed();
        }
        if (troubleIn >= 0 && troubleIn-- == 0) {
            befall(program);
        }
    }

    private void befall(Program program) {
        world.count("programs " + (mishap == Mishap.KILL ? "killed" : mishap == Mishap.STOP ? "stopped" : "slow"));
        long now = world.clockwork.now;
        switch (mishap) {
            case KILL -> {
                world.tell(this, program.name + " is killed");
                program.doomed = true;
                throw new Killed();
            }
            case STOP -> {
                world.tell(this, program.name + " is stopped for " + mishapLasts / 1000 + " s");
                program.stoppedUntil = now + mishapLasts;
                world.clockwork.waitUntil(now);
            }
            case SLOW -> world.clockwork.waitUntil(now + Math.min(mishapLasts, 3_000));
        }
    }

    boolean isKilledInWrite(Program program) {
        if (killInWrite >= 0 && killInWrite-- == 0) {
            world.count("programs killed in a write");
            world.tell(this, program.name + " is killed in a write");
            program.doomed = true;
            return true;
        }
        return false;
    }

    void ended(Program program) {
        world.changes += program.name.startsWith("reconciler") ? 0 : 1;
        if (program.doomed) {
            world.judge.died(this, program.host);
        }
        disk.release(program);
        DiskView view = views.remove(program);
        if (view != null) {
            view.leave();
        }
    }

    private final java.util.IdentityHashMap<Program, DiskView> views = new java.util.IdentityHashMap<>();

    /** What a program that was just started does. */
    interface Work {
        void run(Program program, Site site) throws Exception;
    }

    @Nullable
    Program start(String what, Mail mail, long delay, Work work) {
        if (!up) {
            return null;
        }
        Program[] self = new Program[1];
        var program = new Program(world.clockwork, this, what + " on " + name, mail.index, () -> {
            Program me = self[0];
            var view = new DiskView(disk, me);
            views.put(me, view);
            work.run(me, site(mail, me, view));
        });
        self[0] = program;
        world.programs++;
        world.clockwork.start(program, delay);
        return program;
    }

    Site site(Mail mail, @Nullable Program program, DiskView view) {
        Program actor = program == null ? new Program(world.clockwork, this, "judge", mail.index, () -> {}) : program;
        var outside = new Outside(this, mail, actor);
        var limits = new VerificationLimits(2, Duration.ofSeconds(90), CONFIRM);
        Verifier verifier = Verifiers.of(
                outside,
                List.of(Mail.ROLES[0].word(), Mail.ROLES[1].word()),
                limits,
                () -> world.clockwork.now * 1_000_000,
                time -> sleep(actor, time),
                () -> actor.stoppedFor * 1_000_000);
        return new Site(
                mail.name,
                view.getPath(STATE),
                world.settings.policy,
                outside,
                outside,
                verifier,
                CONFIRM,
                ENGINE,
                outside,
                coreConfigured ? Optional.of(() -> core(mail)) : Optional.empty(),
                this::moment,
                time -> sleep(actor, time));
    }

    private void sleep(Program program, Duration time) {
        if (world.clockwork.current == program) {
            step(program);
            world.clockwork.waitUntil(world.clockwork.now + Math.max(1, time.toMillis()));
        }
    }

    Instant wall() {
        return BEGIN.plusMillis(world.clockwork.now + wallOffset);
    }

    Moment moment() {
        return new Moment(wall(), "boot-" + index + "-" + boot, BigDecimal.valueOf(world.clockwork.now - bootedAt, 3));
    }

    boolean isAddressCut(Mail mail) {
        return world.clockwork.now < addressCutUntil[mail.index];
    }

    void reboot(long down) {
        if (!up) {
            return;
        }
        up = false;
        for (Program program : List.copyOf(world.clockwork.running())) {
            if (program.server == this) {
                world.clockwork.kill(program);
            }
        }
        world.clockwork.at(world.clockwork.now + 1, () -> disk.crash(world.dice));
        world.clockwork.at(world.clockwork.now + down, () -> {
            up = true;
            boot++;
            Arrays.fill(reconcilers, null);
            bootedAt = world.clockwork.now;
            lastBoot = world.clockwork.now;
            world.mails.forEach(world::poke);
        });
    }

    // ---- the core

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
        if (!up) {
            return;
        }
        Mail mail = check.mail;
        boolean protocol = check.series.check() == CheckKind.PROTOCOL;
        boolean remote = check.series.observer() == Observer.REMOTE;
        boolean slow = protocol
                && (mail.trouble[check.role] == Mail.Trouble.HUNG
                        || mail.trouble[check.role] == Mail.Trouble.FULL
                        || (remote && isAddressCut(mail)));
        if (world.clockwork.now < cutUntil) {
            result(check, Status.UNKNOWN, "X UNKNOWN: no result came", Optional.empty(), Optional.empty());
        } else if (protocol && world.clockwork.now < namesMuteUntil) {
            result(
                    check,
                    Status.CRITICAL,
                    "X CRITICAL [timeout/resolve]: no address",
                    Optional.of("timeout"),
                    Optional.of("resolve"));
        } else if (slow) {
            check.scheduled = true;
            int before = mail.occurrence[check.role];
            world.clockwork.at(world.clockwork.now + 660_000, () -> {
                check.scheduled = false;
                late(check, before);
            });
        } else {
            prompt(check, protocol);
        }
    }

    private void prompt(SeriesCheck check, boolean protocol) {
        Mail mail = check.mail;
        boolean fails = mail.fails(check.role) && (protocol || mail.trouble[check.role] != Mail.Trouble.HUNG);
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
        boolean hangs = mail.trouble[check.role] == Mail.Trouble.HUNG || mail.trouble[check.role] == Mail.Trouble.FULL;
        boolean cut = remote && isAddressCut(mail);
        if (!up) {
            return;
        }
        if ((hangs && before == mail.occurrence[check.role]) || cut) {
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
        boolean wasHard = check.hard;
        Status before = check.state;
        long now = world.clockwork.now;
        check.state = state;
        boolean says;
        if (state == Status.OK) {
            says = before != Status.OK;
            check.hard = true;
            if (says && wasHard) {
                check.hardSince = now;
            }
            notifyIf(says, check, wasHard ? "HARD" : "SOFT", cause, phase);
            check.attempt = 1;
            return;
        }
        if (before == Status.OK) {
            check.attempt = 1;
            check.hard = false;
            says = true;
        } else if (!wasHard) {
            check.attempt++;
            check.hard = check.attempt >= 3;
            says = true;
        } else {
            says = before != state;
        }
        if (check.hard && (!wasHard || says)) {
            check.hardSince = now;
        }
        notifyIf(says, check, check.hard ? "HARD" : "SOFT", cause, phase);
        if (!check.hard || state == Status.UNKNOWN || !isSteady(check)) {
            schedule(check, nextTick(check));
        }
    }

    /** Whether the next check would see the same as long as nothing happens to the mail service. */
    private boolean isSteady(SeriesCheck check) {
        return world.clockwork.now >= addressCutUntil[check.mail.index] && world.clockwork.now >= namesMuteUntil;
    }

    private void notifyIf(
            boolean says, SeriesCheck check, String type, Optional<String> cause, Optional<String> phase) {
        long now = world.clockwork.now;
        if (!says || now < handlersOffUntil) {
            return;
        }
        world.touched(check.mail);
        if (now < loseReportsUntil) {
            world.count("lost reports");
            return;
        }
        long delay = world.dice.between(100, 2_500);
        if (now < lateReportsUntil) {
            delay += world.dice.between(10_000, 900_000);
            world.count("late reports");
        }
        String marker = name + "#" + ++events;
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
                hostDown[check.mail.index] ? "DOWN" : "UP",
                Integer.toString(downtime[check.mail.index]),
                icinga ? Optional.empty() : Optional.of(Integer.toString(events)),
                Optional.empty());
        handle(check, said, marker, delay);
        if (doubleReports > 0) {
            doubleReports--;
            world.count("doubled reports");
            handle(check, said, marker, delay + world.dice.between(1, 20_000));
        }
    }

    private void handle(SeriesCheck check, Notification said, String marker, long delay) {
        world.judge.told(this, check.mail, marker);
        Program program = start("handler", check.mail, delay, (me, site) -> {
            world.judge.arrived(this, check, said);
            try {
                var starter = (Handler.WorkerStarter) () -> startWorker(me, check.mail);
                new Handler(site, starter).handle(said);
                world.judge.handled(this, check, said, marker);
            } catch (JournalUnavailable e) {
                world.judge.refused(this, check.mail, marker);
            } catch (JournalBroken e) {
                world.judge.violated(Invariant.JOURNAL_IS_WHOLE, String.valueOf(e.getMessage()));
            }
        });
        if (program == null) {
            world.judge.refused(this, check.mail, marker);
        }
    }

    private void startWorker(Program handler, Mail mail) throws IOException {
        step(handler);
        if (world.clockwork.now < noForkUntil) {
            world.count("workers that could not be started");
            throw new IOException("Resource temporarily unavailable");
        }
        start("worker", mail, world.dice.between(150, 1_500), (me, site) -> work(() -> new Worker(site).run()));
    }

    /** The agent looks, and starts a worker where something is due. */
    void reconcile(Mail mail) {
        if (!up || quiet[mail.index].lasts(mail)) {
            return;
        }
        Reconciler reconciler = reconcilers[mail.index];
        if (reconciler == null) {
            reconciler = new Reconciler(site(mail, null, new DiskView(disk, null)));
            reconcilers[mail.index] = reconciler;
        }
        try {
            Reconciler.Findings findings = reconciler.look();
            quiet[mail.index].found(findings);
            if (!findings.due()) {
                return;
            }
        } catch (JournalBroken e) {
            world.judge.violated(Invariant.JOURNAL_IS_WHOLE, String.valueOf(e.getMessage()));
        } catch (JournalUnavailable e) {
            return;
        }
        start("reconciler", mail, world.dice.between(0, 900), (me, site) -> work(() -> new Worker(site).reconcile()));
    }

    private final @Nullable Reconciler[] reconcilers;
    private final Quiet[] quiet;

    /**
     * Time in which the agent finds the same at each look, and its workers write nothing: it is skipped, to the next change, or
     * the time at which a gate opens, or for a while.
     */
    private final class Quiet {
        private static final int LOOKS = 4;
        private static final long LONGEST = 30 * 60_000;

        private long changes = -1;
        private long journal = -1;
        private int looks;
        private long until;

        boolean lasts(Mail mail) {
            Disk.Inode file = disk.files.get(STATE + "/" + mail.name + "/journal.jsonl");
            long version = file == null ? 0 : file.version;
            boolean same = changes == world.changes && journal == version;
            changes = world.changes;
            journal = version;
            looks = same ? looks + 1 : 0;
            return looks > LOOKS && world.clockwork.now < until;
        }

        void found(Reconciler.Findings findings) {
            long now = world.clockwork.now;
            until = now + LONGEST;
            for (HeldFault fault : findings.held()) {
                fault.opensAt()
                        .map(time -> Duration.between(wall(), time).toMillis())
                        .filter(wait -> wait > -60_000)
                        .ifPresent(wait -> until = Math.min(until, now + wait));
            }
        }
    }

    private void work(Program.Body body) throws Exception {
        try {
            body.run();
        } catch (JournalBroken e) {
            world.judge.violated(Invariant.JOURNAL_IS_WHOLE, String.valueOf(e.getMessage()));
        } catch (JournalUnavailable | IOException e) {
            // the next one tries again
        }
    }

    private CoreReading core(Mail mail) {
        long now = world.clockwork.now;
        if (now < coreStaleUntil) {
            return new CoreUnreadable("status.dat is not written any more");
        }
        long written = now - now % 10_000;
        List<CoreService> services = new ArrayList<>();
        for (SeriesCheck check : checks) {
            if (check.mail == mail) {
                services.add(new CoreService(
                        mail.name + ";" + check.series.words(),
                        mail.name,
                        check.series,
                        Optional.empty(),
                        Optional.of(check.state),
                        check.hard,
                        BEGIN.plusMillis(check.hardSince + wallOffset),
                        Optional.of(BEGIN.plusMillis(nextTick(check) - 60_000 + wallOffset)),
                        check.attempt,
                        3,
                        check.output,
                        hostDown[mail.index] ? HostState.DOWN : HostState.UP,
                        downtime[mail.index],
                        now < handlersOffUntil ? EventHandler.ALL_OFF : EventHandler.ON));
            }
        }
        return new CoreView(BEGIN.plusMillis(written + wallOffset), services, List.of());
    }

    /** What the core loses when it is started anew: soft states. */
    void reload() {
        for (SeriesCheck check : checks) {
            if (!check.hard) {
                check.attempt = 0;
            }
        }
    }

    static PolicySettings policy(PolicyMode mode) {
        return new PolicySettings(
                mode,
                new FaultRules(Set.of(Cause.ABSENT, Cause.TIMEOUT), 2, Duration.ofHours(1), Duration.ofMinutes(2)),
                2,
                RestartScope.INSTANCE,
                Duration.ofHours(1),
                PolicySettings.StormLimit.USUAL);
    }
}
