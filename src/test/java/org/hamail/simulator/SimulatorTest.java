package org.hamail.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.List;
import org.junit.jupiter.api.Test;

class SimulatorTest {
    private static World run(long seed, List<Disturbance> plan) {
        var world = new World(seed, 1, true, new ArrayDeque<>());
        world.run(plan);
        return world;
    }

    @Test
    void theSameSeedIsTheSameStory() {
        List<Disturbance> plan = Plan.of(5, Density.BAD_DAY);
        World first = run(5, plan);
        assertEquals(first.story, run(5, plan).story);
        assertEquals(null, first.judge.violation);
        assertTrue(first.story.size() > plan.size() / 2);
    }

    @Test
    void aDaemonThatDiesIsRestarted() {
        var dies = new Disturbance(World.HOUR, Disturbance.Kind.DAEMON_DIES, 1, 0, 0, 3 * World.HOUR);
        World world = run(11, Plan.only(dies));
        assertEquals(null, world.judge.violation);
        assertTrue(world.counts.getOrDefault("automatic restarts", 0L) >= 1, world.counts.toString());
    }

    /** What the own probe saw of one daemon was taken for an answer about another, which then stayed down. */
    @Test
    void aFullDaemonIsNoAnswerAboutADeadOne() {
        long hour = World.HOUR;
        World world = run(
                11,
                Plan.only(
                        new Disturbance(hour - 60_000, Disturbance.Kind.MAINTENANCE, 1, 0, 0, hour),
                        new Disturbance(hour, Disturbance.Kind.DAEMON_DIES, 1, 0, 1, 3 * hour),
                        new Disturbance(hour + 60_000, Disturbance.Kind.DAEMON_FULL, 1, 0, 0, 3 * hour)));
        assertEquals(null, world.judge.violation);
        assertTrue(world.counts.getOrDefault("automatic restarts", 0L) >= 1, world.counts.toString());
    }
}
