package org.hamail.recovery.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.hamail.model.Observer;
import org.hamail.model.PolicySettings.PolicyMode;
import org.hamail.model.Role;
import org.hamail.recovery.event.Action;
import org.hamail.recovery.event.Notification;
import org.hamail.recovery.event.Outcome;
import org.hamail.recovery.event.Verification;
import org.hamail.recovery.policy.Situation.Storm;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Walks through more than a million situations with the policy that is shipped, and asks every invariant in each. */
class PolicyExplorationIT {
    private static final LongSet SEEN = new LongSet();
    private static long nanos;

    @Test
    void everyOrderWithCrashesKeepsInvariants() {
        long begin = System.nanoTime();
        Arrays.stream(Theme.values()).parallel().forEach(PolicyExplorationIT::explore);
        nanos += System.nanoTime() - begin;
    }

    private static void explore(Theme theme) {
        LongSet met = new LongSet();
        Deque<ExploredState> queue = new ArrayDeque<>();
        queue.add(ExploredState.initial(theme.settings()));
        while (!queue.isEmpty()) {
            theme.steps(queue.poll(), next -> {
                long digest = theme.isOfStanding() ? next.digestWithStanding() : next.digest();
                if (met.add(digest)) {
                    if (SEEN.add(digest)) {
                        examine(next);
                        if (theme.isOfStanding()) {
                            StandingInvariant.check(next.worker(), next.witness());
                        }
                    }
                    if (next.depth < theme.depth()) {
                        next.forget();
                        queue.add(next);
                    }
                }
            });
        }
        System.out.println(theme + ": " + met.size() + " distinct states to depth " + theme.depth());
    }

    private static void examine(ExploredState world) {
        Witness witness = world.witness();
        Situation worker = world.worker();
        Decision real = Policy.decide(worker);
        check(worker, real, witness);
        Situation handler = world.handler();
        Decision planned = Policy.decide(handler);
        check(handler, planned, witness);
        boolean onlyTheEngineCanTell = real.rule().equals("wrong-node") || blamesTheIdleNode(planned, world);
        if (!onlyTheEngineCanTell) {
            assertEquals(real.rule(), planned.rule(), () -> "a dry run must plan what is done: " + world.entries);
        }
        aLastingOutageIsActedOnInTheEnd(world);
    }

    private static boolean blamesTheIdleNode(Decision decision, ExploredState world) {
        return decision.because().stream()
                .map(seq -> world.entries.get(seq.intValue() - 1).event())
                .anyMatch(event ->
                        event instanceof Notification said && said.node().equals(Optional.of("phys-b")));
    }

    /** Whatever has happened: once people have had their say and time has passed, a fault that lasts leads to an action. */
    private static void aLastingOutageIsActedOnInTheEnd(ExploredState world) {
        ExploredState later = world;
        for (var orphan : world.history().unfinished()) {
            later = later.then(new Outcome(orphan.intent().id(), Outcome.Result.INDETERMINATE, "", BigDecimal.ONE))
                    .then(new Verification(orphan.intent().id(), false, ""));
        }
        later = Theme.operated(Theme.operated(later, "on"), "ack").after(Duration.ofDays(2));
        later = later.then(Story.absent(Role.SMTPD).event("last").notification());
        Decision decision = Policy.decide(later.worker());
        assertTrue(decision.complete(), () -> String.join("\n", decision.toString(), world.entries.toString()));
    }

    @Test
    void everyValueOfEveryGateKeepsEveryInvariant() {
        long begin = System.nanoTime();
        List<Story> stories = stories();
        IntStream.range(0, stories.size()).parallel().forEach(i -> inside(stories.get(i), ExploredState.mix(4711, i)));
        nanos += System.nanoTime() - begin;
    }

    private static List<Story> stories() {
        return List.of(
                new Story().then(Story.absent(Role.STORED)),
                new Story().then(Story.timeout(Role.MSHTTPD, Observer.LOCAL)),
                new Story().then(Story.absent(Role.IMAPD).node("phys-b")),
                new Story().then(Story.absent(Role.IMAPD).hostState("UNREACHABLE")),
                new Story().then(Story.absent(Role.IMAPD).downtime("$SERVICEDOWNTIME$")),
                inMode(PolicyMode.LOG_ONLY).then(Story.absent(Role.IMAPD)),
                inMode(PolicyMode.RESTART_ONLY)
                        .then(Story.absent(Role.IMAPD))
                        .begun("a1", Action.RESTART)
                        .ended("a1", Outcome.Result.FAILED),
                new Story()
                        .then(Story.timeout(Role.SMTPD, Observer.LOCAL))
                        .begun("a1", Action.RESTART)
                        .ended("a1", Outcome.Result.FAILED),
                new Story()
                        .then(Story.timeout(Role.POPD, Observer.REMOTE))
                        .then(Story.timeout(Role.POPD, Observer.REMOTE)));
    }

    private static Story inMode(PolicyMode mode) {
        var story = new Story();
        story.settings = Story.mode(mode);
        return story;
    }

    private static void inside(Story story, long hash) {
        Witness witness = story.witness();
        Situation base = story.handler();
        for (int service = 0; service < OpenGates.SERVICE.size(); service++) {
            for (int other = 0; other < OpenGates.OTHER_WORKER.size(); other++) {
                for (int engine = 0; engine < OpenGates.ENGINE.size(); engine++) {
                    Situation inside = Story.switched(base, OpenGates.SERVICE.get(service))
                            .withOtherWorker(OpenGates.OTHER_WORKER.get(other))
                            .with(Question.ENGINE, OpenGates.ENGINE.get(engine));
                    outside(inside, ExploredState.mix(hash, (service * 100L + other) * 100L + engine), witness);
                }
            }
        }
    }

    private static void outside(Situation inside, long hash, Witness witness) {
        for (int confirm = 0; confirm < OpenGates.CONFIRM.size(); confirm++) {
            for (int storm = 0; storm < OpenGates.STORM.size(); storm++) {
                for (int directory = 0; directory < OpenGates.DIRECTORY.size(); directory++) {
                    for (int sanity = 0; sanity < OpenGates.SANITY.size(); sanity++) {
                        Situation situation = inside.with(Question.CONFIRM, OpenGates.CONFIRM.get(confirm))
                                .with(Question.STORM, OpenGates.STORM.get(storm))
                                .with(Question.DIRECTORY, OpenGates.DIRECTORY.get(directory))
                                .with(Question.SANITY, OpenGates.SANITY.get(sanity));
                        SEEN.add(ExploredState.mix(hash, ((confirm * 10L + storm) * 10L + directory) * 10L + sanity));
                        check(situation, Policy.decide(situation), witness);
                    }
                }
            }
        }
    }

    @Test
    void coreWordsKeepEveryInvariant() {
        long begin = System.nanoTime();
        List<Story> stories = standing();
        IntStream.range(0, stories.size()).parallel().forEach(i -> standing(stories.get(i), ExploredState.mix(815, i)));
        nanos += System.nanoTime() - begin;
    }

    private static List<Story> standing() {
        Duration minute = Duration.ofMinutes(1);
        return List.of(
                new Story().then(Story.absent(Role.IMAPD)),
                new Story().then(Story.absent(Role.IMAPD).node("phys-a")),
                new Story()
                        .then(Story.absent(Role.IMAPD).node("phys-a").hostState("UNREACHABLE"))
                        .decided()
                        .after(minute),
                new Story().then(Story.absent(Role.IMAPD).node("phys-b")),
                inMode(PolicyMode.LOG_ONLY)
                        .then(Story.absent(Role.IMAPD))
                        .decided()
                        .after(minute),
                inMode(PolicyMode.RESTART_ONLY)
                        .then(Story.absent(Role.IMAPD).downtime("1"))
                        .decided()
                        .begun("a1", Action.RESTART)
                        .ended("a1", Outcome.Result.FAILED)
                        .after(minute),
                new Story().then(Story.absent(Role.IMAPD)).decided().after(minute.multipliedBy(4)),
                new Story().then(Story.absent(Role.IMAPD)).decided().after(minute.multipliedBy(120)),
                new Story()
                        .then(Story.absent(Role.IMAPD).downtime("1"))
                        .decided()
                        .after(Duration.ofSeconds(5)),
                new Story()
                        .then(Story.absent(Role.IMAPD).hostState("DOWN"))
                        .decided()
                        .after(minute),
                new Story()
                        .then(Story.absent(Role.IMAPD).downtime("1"))
                        .decided()
                        .operator("reconcile")
                        .after(minute),
                new Story()
                        .then(Story.absent(Role.STORED))
                        .decided()
                        .operator("ack")
                        .after(minute),
                new Story()
                        .then(Story.timeout(Role.POPD, Observer.REMOTE).downtime("1"))
                        .decided()
                        .after(minute),
                new Story()
                        .then(Story.absent(Role.IMAPD))
                        .begun("a1", Action.RESTART)
                        .ended("a1", Outcome.Result.FAILED)
                        .after(minute));
    }

    private static void standing(Story story, long hash) {
        Witness witness = story.witness();
        Situation base = OpenGates.in(story.handler());
        List<Reading<CoreWords>> core =
                OpenGates.core(story.history().standing().get(0).series());
        for (int i = 0; i < core.size(); i++) {
            for (int service = 0; service < OpenGates.SERVICE.size(); service++) {
                for (int engine = 0; engine < OpenGates.ENGINE.size(); engine++) {
                    for (int confirm = 0; confirm < OpenGates.CONFIRM.size(); confirm++) {
                        Situation situation = Story.switched(base, OpenGates.SERVICE.get(service))
                                .withCore(core.get(i))
                                .with(Question.ENGINE, OpenGates.ENGINE.get(engine))
                                .with(Question.CONFIRM, OpenGates.CONFIRM.get(confirm));
                        SEEN.add(ExploredState.mix(hash, ((i * 10L + service) * 100L + engine) * 10L + confirm));
                        StandingInvariant.check(situation, witness);
                        aReportIsNotActedOnAgainstTheCore(situation, witness);
                        beforeAFailover(situation, witness);
                    }
                }
            }
        }
    }

    /** What only a failover needs, in every way, where one would be decided for a fault that stands. */
    private static void beforeAFailover(Situation situation, Witness witness) {
        if (situation.history().standing().stream()
                .map(fault -> Policy.decideStanding(situation, fault).word())
                .noneMatch(Decision.Word.FAILOVER::equals)) {
            return;
        }
        for (Reading<Storm> storm : OpenGates.STORM) {
            for (Reading<Boolean> directory : OpenGates.DIRECTORY) {
                for (Reading<Boolean> sanity : OpenGates.SANITY) {
                    StandingInvariant.check(
                            situation
                                    .with(Question.STORM, storm)
                                    .with(Question.DIRECTORY, directory)
                                    .with(Question.SANITY, sanity),
                            witness);
                }
            }
        }
    }

    /** Of what was just reported the notification tells itself, unless the core's word is newer, or it is none of now any more. */
    private static void aReportIsNotActedOnAgainstTheCore(Situation situation, Witness witness) {
        Decision decision = Policy.decide(situation);
        if (!decision.word().acts()) {
            return;
        }
        long age = situation
                .now()
                .since(situation.history().latest().orElseThrow().entry().at())
                .toSeconds();
        boolean unreadable = situation.core() instanceof Reading.Unreadable<CoreWords>;
        assertFalse(unreadable && age > 300, decision::toString);
        if (situation.core() instanceof Reading.Known<CoreWords> known) {
            boolean newer = known.age() <= age;
            boolean open = known.value()
                    .of(
                            decision.suspect().orElseThrow(),
                            situation
                                    .history()
                                    .latest()
                                    .orElseThrow()
                                    .notification()
                                    .node())
                    .equals(Optional.of(new CoreWords.CoreWord("0", "UP", true)));
            boolean now = known.age() >= 0 && known.age() <= 300;
            assertTrue(newer ? open && now : age <= 300, () -> decision + " " + situation);
        }
        assertTrue(decision.because().stream().anyMatch(witness::counts), "nothing suspended counts");
    }

    static void check(Situation situation, Decision decision, Witness witness) {
        for (Invariant invariant : Invariant.values()) {
            if (!invariant.holds(situation, decision, witness)) {
                throw new AssertionError(String.join(
                        "\n",
                        invariant.name(),
                        decision.toString(),
                        situation.toString(),
                        witness.entries().toString()));
            }
        }
    }

    @AfterAll
    static void moreThanAMillionDistinctSituationsWereAsked() {
        System.out.println(SEEN.size() + " distinct situations, " + Invariant.values().length + " invariants and "
                + StandingInvariant.values().length + " of faults that stand, " + TimeUnit.NANOSECONDS.toSeconds(nanos)
                + " s");
        assertTrue(SEEN.size() >= 1_000_000, () -> "only " + SEEN.size());
    }
}
