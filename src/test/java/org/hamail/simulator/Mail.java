package org.hamail.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hamail.model.ClusterView;
import org.hamail.model.Role;
import org.hamail.recovery.engine.ActionResult;
import org.hamail.recovery.engine.EngineUnavailable;

/** A logical host as it really is: its daemons, and the cluster that carries it. */
final class Mail {
    static final String[] NODES = {"phys-a", "phys-b"};
    static final Role[] ROLES = {Role.IMAPD, Role.SMTPD};

    /** What a daemon suffers from. */
    enum Trouble {
        NONE("well"),
        DEAD("that died"),
        HUNG("that hung"),
        FULL("that were full");

        final String words;

        Trouble(String words) {
            this.words = words;
        }
    }

    /** What ends it. */
    enum Cure {
        RESTART,
        MOVE,
        TIME
    }

    final int index;
    final String name;
    final World world;
    final Trouble[] trouble = {Trouble.NONE, Trouble.NONE};
    final Cure[] cure = {Cure.RESTART, Cure.RESTART};
    final long[] since = new long[ROLES.length];
    final int[] occurrence = new int[ROLES.length];

    final IdleNode idle;
    int active;
    /** When the service came to the node that holds it. */
    long cameAt = -1;

    ClusterView.State state = ClusterView.State.RUNNING;
    long silentUntil;
    int lostAnswers;
    long maintenanceUntil;
    long noQuorumUntil;
    long constraintUntil;
    final long[] unfitUntil = new long[2];
    int refusals;
    int lostResults;
    int brokenMoves;
    /** Since when every role serves; -1 while one does not. */
    long wellSince;
    /** When every role served last. */
    private long lastWell;
    /** Since when the cluster says what it says now. */
    int transitions;

    Mail(World world, int index) {
        this.world = world;
        this.idle = new IdleNode(this);
        this.index = index;
        this.name = "mail" + (index + 1);
    }

    long now() {
        return world.clockwork.now;
    }

    boolean fails(int role) {
        return state != ClusterView.State.RUNNING || trouble[role] == Trouble.DEAD || trouble[role] == Trouble.HUNG;
    }

    /** What is wrong with a daemon of {@code node}, or of the logical host where that is -1. */
    Trouble trouble(int role, int node) {
        if (node < 0 || node == active) {
            return state == ClusterView.State.RUNNING ? trouble[role] : Trouble.DEAD;
        }
        return idle.trouble(role);
    }

    int occurrence(int role, int node) {
        return node < 0 ? occurrence[role] : occurrence[role] + idle.occurrence(role);
    }

    boolean well() {
        for (int role = 0; role < ROLES.length; role++) {
            if (fails(role)) {
                return false;
            }
        }
        return true;
    }

    void strike(int role, Trouble kind, Cure by, long lasting) {
        if (trouble[role] != Trouble.NONE) {
            return;
        }
        world.fault("daemons " + kind.words);
        trouble[role] = kind;
        cure[role] = by;
        int mine = ++occurrence[role];
        world.clockwork.at(now() + lasting, () -> {
            if (occurrence[role] == mine && trouble[role] == kind) {
                world.tell(this, ROLES[role].word() + " is well again by itself");
                trouble[role] = Trouble.NONE;
                changed(role);
            }
        });
        changed(role);
    }

    private void changed(int role) {
        since[role] = now();
        changed();
    }

    /** When every role served last. */
    long lastWell() {
        return wellSince >= 0 ? now() : lastWell;
    }

    void changed() {
        lastWell = lastWell();
        wellSince = well() ? (wellSince < 0 ? now() : wellSince) : -1;
        world.poke(this);
    }

    void cure(boolean moved) {
        for (int role = 0; role < ROLES.length; role++) {
            boolean helps = cure[role] == Cure.RESTART || (moved && cure[role] == Cure.MOVE);
            if (trouble[role] != Trouble.NONE && helps) {
                trouble[role] = Trouble.NONE;
                since[role] = now();
            }
        }
    }

    ClusterView answer(World.Asker asker) throws EngineUnavailable {
        if (now() < silentUntil || asker.isCut()) {
            world.fault("questions that the engine did not answer");
            throw new EngineUnavailable("no answer within the time limit");
        }
        if (lostAnswers > 0) {
            lostAnswers--;
            world.changes++; // whoever looks next may be answered
            world.fault("answers of the engine lost");
            throw new EngineUnavailable("the answer was lost");
        }
        return view();
    }

    ClusterView view() {
        ClusterView.State said = now() < maintenanceUntil ? ClusterView.State.MAINTENANCE : state;
        List<String> eligible = new ArrayList<>();
        int other = 1 - active;
        if (now() >= unfitUntil[other]) {
            eligible.add(NODES[other]);
        }
        return new ClusterView(
                state == ClusterView.State.STOPPED ? Optional.empty() : Optional.of(NODES[active]),
                said,
                eligible,
                now() >= noQuorumUntil,
                now() < constraintUntil ? Optional.of("cli-prefer-mail") : Optional.empty());
    }

    /** Begins what the cluster then does by itself, whoever wanted it may die meanwhile; the time at which it ends. */
    long transition(String what, long lasting, Runnable effect) {
        state = ClusterView.State.MOVING;
        int mine = ++transitions;
        long end = now() + lasting;
        changed();
        world.clockwork.at(end, () -> {
            if (transitions == mine) {
                effect.run();
                world.tell(this, what + " has ended, on " + NODES[active]);
                changed();
            }
        });
        return end;
    }

    long restart() {
        return transition("restart", world.dice.between(3_000, 40_000), () -> {
            state = ClusterView.State.RUNNING;
            cure(false);
        });
    }

    long move(int to) {
        boolean breaks = brokenMoves > 0;
        brokenMoves -= breaks ? 1 : 0;
        return transition("move", world.dice.between(5_000, 60_000), () -> {
            active = to;
            cameAt = now();
            idle.isLeft();
            state = ClusterView.State.RUNNING;
            cure(true);
            if (breaks) {
                world.fault("daemons that did not come up after a move");
                trouble[0] = Trouble.DEAD;
                cure[0] = Cure.TIME;
                int mine = ++occurrence[0];
                since[0] = now();
                world.clockwork.at(now() + 3 * World.HOUR, () -> {
                    if (occurrence[0] == mine) {
                        trouble[0] = Trouble.NONE;
                        changed(0);
                    }
                });
            }
        });
    }

    ActionResult stop() {
        state = ClusterView.State.STOPPED;
        transitions++;
        changed();
        return new ActionResult(ActionResult.End.DONE, "stopped");
    }

    ActionResult start() {
        if (state == ClusterView.State.STOPPED) {
            state = ClusterView.State.RUNNING;
            cure(false);
            changed();
        }
        return new ActionResult(ActionResult.End.DONE, "started");
    }

    int indexOf(String node) {
        return NODES[0].equals(node) ? 0 : 1;
    }
}
