package org.hamail.simulator;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import org.hamail.recovery.Site;
import org.hamail.recovery.core.CoreService.HostState;
import org.hamail.recovery.event.Moment;
import org.hamail.recovery.journal.JournalBroken;
import org.hamail.recovery.journal.JournalUnavailable;
import org.jspecify.annotations.Nullable;

/** A monitoring server: a core with its checks, a disk, clocks, and the programs of hamail. */
final class Server {
    static final Instant BEGIN = Instant.parse("2026-11-22T00:00:00Z");
    static final Duration CONFIRM = Duration.ofSeconds(30);
    static final Duration ENGINE = Duration.ofMinutes(5);
    static final String STATE = "/state";

    final World world;
    final int index;
    final String name;
    final Disk disk;
    final boolean icinga;
    final boolean coreConfigured;
    final List<SeriesCheck> checks;
    private final Core core;
    private final AgentLooks agent;
    private final IdentityHashMap<Program, DiskView> views = new IdentityHashMap<>();

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
    /** Until then a problem begins a downtime, which lasts so long. */
    final long[] flexibleUntil;

    final long[] flexibleLasts;
    final HostState[] hostState;
    long handlersOffUntil;
    long handlersOffSince;
    long coreStaleUntil;
    long loseReportsUntil;
    long lateReportsUntil;
    int doubleReports;
    long noForkUntil;
    int events;

    /** What kills, stops or slows the program that makes a step. */
    final Due mishaps = new Due();
    /** What kills a program in the middle of a write. */
    final Due killsInWrite = new Due();

    Server(World world, int index) {
        this.world = world;
        this.index = index;
        this.name = index == 0 ? "monitor-a" : "monitor-b";
        this.disk = new Disk(world);
        this.disk.directories.add(STATE);
        this.icinga = world.settings.icinga(index);
        this.coreConfigured = world.settings.core(index);
        int hosts = world.mails.size();
        this.addressCutUntil = new long[hosts];
        this.downtime = new int[hosts];
        this.flexibleUntil = new long[hosts];
        this.flexibleLasts = new long[hosts];
        this.hostState = new HostState[hosts];
        Arrays.fill(hostState, HostState.UP);
        this.bootedAt = -1000L * (3600 + index);
        this.core = new Core(this);
        this.checks = core.checks;
        this.agent = new AgentLooks(this);
    }

    // ---- programs

    void step(Program program) {
        if (program.doomed) {
            throw new Killed();
        }
        Disturbance mishap = mishaps.touch();
        if (mishap != null) {
            befall(program, mishap.kind(), mishap.lasts());
        }
    }

    private void befall(Program program, Disturbance.Kind mishap, long lasting) {
        long now = world.clockwork.now;
        switch (mishap) {
            case KILL -> {
                world.fault("programs killed");
                world.tell(this, program.name + " is killed");
                program.doomed = true;
                throw new Killed();
            }
            case STOP -> {
                world.fault("programs stopped");
                world.tell(this, program.name + " is stopped for " + lasting / 1000 + " s");
                program.stoppedUntil = now + lasting;
                world.clockwork.waitUntil(now);
                world.judge.wentOn(program);
            }
            default -> {
                world.fault("programs slow at a step");
                world.clockwork.waitUntil(now + Math.min(lasting, 3_000));
            }
        }
    }

    boolean isKilledInWrite(Program program) {
        if (killsInWrite.touch() != null) {
            world.fault("programs killed in a write");
            world.tell(this, program.name + " is killed in a write");
            program.doomed = true;
            return true;
        }
        return false;
    }

    /** What waits for a program to befall waits no more. */
    void nothingIsDue() {
        mishaps.clear();
        killsInWrite.clear();
        disk.tears.clear();
        disk.syncFailures.clear();
    }

    void ended(Program program) {
        program.endedAt = world.clockwork.now;
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
        return new Surroundings(this, mail, program).site(view, core);
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
        world.fault("reboots");
        for (Program program : List.copyOf(world.clockwork.running())) {
            if (program.server == this) {
                world.clockwork.kill(program);
                world.fault("programs killed by a reboot");
            }
        }
        world.clockwork.at(world.clockwork.now + 1, () -> disk.crash(world.dice));
        world.clockwork.at(world.clockwork.now + down, () -> {
            up = true;
            boot++;
            agent.startAnew();
            bootedAt = world.clockwork.now;
            lastBoot = world.clockwork.now;
            world.mails.forEach(world::poke);
        });
    }

    // ---- the core

    /** The truth about {@code mail} has changed: its services will be checked. */
    void poke(Mail mail) {
        core.poke(mail);
    }

    /** The agent looks, and starts a worker where something is due. */
    void reconcile(Mail mail) {
        agent.reconcile(mail);
    }

    void work(Program.Body body) throws Exception {
        try {
            body.run();
        } catch (JournalBroken e) {
            world.judge.violated(Invariant.JOURNAL_IS_WHOLE, String.valueOf(e.getMessage()));
        } catch (JournalUnavailable | IOException e) {
            // the next one tries again
        }
    }

    /** What the core loses when it is started anew: soft states. */
    void reload() {
        core.reload();
    }
}
