package org.hamail.recovery.policy;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.hamail.model.FaultRules;
import org.hamail.model.PolicySettings;
import org.hamail.recovery.history.FaultHistory;
import org.hamail.recovery.policy.GateResult.GateEvaluator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Breaks the policy on purpose, one gate at a time, and looks whether the golden situations notice. */
class GateMutationTest {
    private static final List<Situation> SITUATIONS = new ArrayList<>();
    private static final List<String> SHIPPED = new ArrayList<>();

    /** A rule by which each gate refuses; the budget refuses nothing. */
    private static final Map<GateName, Rule> RULES = Map.ofEntries(
            Map.entry(GateName.EVIDENCE, Rule.TOO_LITTLE),
            Map.entry(GateName.SERVICE, Rule.PAUSED),
            Map.entry(GateName.DOWNTIME, Rule.DOWNTIME),
            Map.entry(GateName.HOST, Rule.HOST),
            Map.entry(GateName.DAEMON, Rule.DAEMON),
            Map.entry(GateName.PROGRESS, Rule.PROGRESS),
            Map.entry(GateName.SETTLE, Rule.SETTLE),
            Map.entry(GateName.MODE, Rule.LOG_ONLY),
            Map.entry(GateName.ACKNOWLEDGED, Rule.BLOCKED),
            Map.entry(GateName.ENGINE, Rule.ENGINE_STATE),
            Map.entry(GateName.CONFIRM, Rule.HEALED),
            Map.entry(GateName.PINGPONG, Rule.PINGPONG),
            Map.entry(GateName.STORM, Rule.STORM),
            Map.entry(GateName.DIRECTORY, Rule.DIRECTORY),
            Map.entry(GateName.SANITY, Rule.SANITY),
            Map.entry(GateName.TARGET, Rule.TARGET));

    @BeforeAll
    static void readTheGoldenSituations() throws IOException {
        for (Path folder : GoldenDecisionsTest.folders()) {
            Situation situation = GoldenCase.read(folder).situation();
            SITUATIONS.add(situation);
            SHIPPED.add(words(Policy.decide(situation)));
        }
    }

    /** What a mutant must change: what is done and by which rule; of the budget, which decides in the plan, how it is shown. */
    private static String words(Decision decision) {
        return decision.rule()
                + " " + decision.complete()
                + " " + decision.missing()
                + " " + Story.gate(decision, "budget").open();
    }

    private static void assertNoticed(Policy mutant) {
        assertNotEquals(
                SHIPPED,
                SITUATIONS.stream().map(mutant::of).map(GateMutationTest::words).toList());
    }

    private static void assertNoticed(UnaryOperator<Situation> mutation) {
        assertNotEquals(
                SHIPPED,
                SITUATIONS.stream()
                        .map(mutation)
                        .map(Policy::decide)
                        .map(GateMutationTest::words)
                        .toList());
    }

    private static Policy with(GateName gate, UnaryOperator<GateResult> mutation) {
        Map<GateName, GateEvaluator> gates = new EnumMap<>(Policy.gates());
        GateEvaluator keeper = Objects.requireNonNull(gates.get(gate));
        gates.put(gate, plan -> mutation.apply(keeper.judge(plan)));
        return new Policy(gates);
    }

    @ParameterizedTest
    @EnumSource(GateName.class)
    void aGateThatIsRemovedIsMissed(GateName gate) {
        assertNoticed(with(gate, judgement -> GateResult.open("removed", null, null)));
    }

    @ParameterizedTest
    @EnumSource(GateName.class)
    void aGateThatIsNotNeededAnyMoreIsMissed(GateName gate) {
        assertNoticed(with(gate, judgement -> GateResult.notNeeded()));
    }

    /** Closed by the rule that is its own, so that only a decision that needed it open can tell; and the other way round. */
    @ParameterizedTest
    @EnumSource(GateName.class)
    void aGateThatIsInvertedIsNoticed(GateName gate) {
        assertTrue(
                isNoticed(
                        inverted(gate),
                        situation -> Policy.decide(situation).word().acts()),
                "no golden situation needs " + gate + " to be open");
        assertTrue(
                isNoticed(inverted(gate), situation -> Policy.decide(situation).refusedBy(gate.word())),
                "no golden situation is refused by " + gate);
    }

    @Test
    void anInvertedGateIsNotNoticedWhereNothingDependsOnIt() {
        assertFalse(isNoticed(
                inverted(GateName.STORM), situation -> Policy.decide(situation).word() == Decision.Word.RESTART));
    }

    private static Policy inverted(GateName gate) {
        return with(gate, judgement -> switch (judgement.verdict()) {
            case OPEN -> closed(gate);
            case CLOSED -> GateResult.open("inverted", null, null);
            default -> judgement;
        });
    }

    private static GateResult closed(GateName gate) {
        Rule own = RULES.get(gate);
        return own == null
                ? new GateResult(GateResult.GateVerdict.CLOSED, "inverted", null, null, null, null, null, "")
                : GateResult.closed(own, "", "inverted", null, null);
    }

    private static boolean isNoticed(Policy mutant, Predicate<Situation> among) {
        for (int i = 0; i < SITUATIONS.size(); i++) {
            Situation situation = SITUATIONS.get(i);
            if (among.test(situation) && !words(mutant.of(situation)).equals(SHIPPED.get(i))) {
                return true;
            }
        }
        return false;
    }

    @ParameterizedTest
    @EnumSource(
            value = GateName.class,
            names = {"SERVICE", "DOWNTIME", "PROGRESS", "ENGINE", "CONFIRM", "STORM", "DIRECTORY", "SANITY"})
    void aGateThatOpensWhenItCannotBeReadIsNoticed(GateName gate) {
        assertNoticed(with(
                gate,
                judgement -> String.valueOf(judgement.value()).startsWith("unreadable")
                        ? GateResult.open("ignored", null, null)
                        : judgement));
    }

    /** The gate {@code host} has its answer from the core as {@code downtime} has, which stands before it. */
    @ParameterizedTest
    @EnumSource(
            value = GateName.class,
            names = {"DOWNTIME", "ENGINE", "CONFIRM", "DIRECTORY", "SANITY"})
    void aGateThatBelievesAnOldAnswerIsNoticed(GateName gate) {
        assertNoticed(with(
                gate,
                judgement -> "stale".equals(judgement.value()) ? GateResult.open("believed", null, null) : judgement));
    }

    @ParameterizedTest
    @EnumSource(
            value = GateName.class,
            names = {"DOWNTIME", "HOST", "ENGINE", "CONFIRM", "DIRECTORY", "SANITY"})
    void aGateThatDoubtsAnAnswerOneSecondTooEarlyIsNoticed(GateName gate) {
        assertNoticed(with(
                gate,
                judgement -> Long.valueOf(300).equals(judgement.age())
                        ? GateResult.closed(Rule.NOTHING, "", "doubted", null, null)
                        : judgement));
    }

    @Test
    void aHandlerThatIsSwitchedOffInTheCoreAndCountsForNothingIsNoticed() {
        assertNoticed(with(
                GateName.DOWNTIME,
                judgement -> "event handler off".equals(judgement.value())
                        ? GateResult.open("ignored", null, null)
                        : judgement));
    }

    @Test
    void aWindowThatIsAMillisecondOffIsNoticed() {
        for (long off : List.of(-1, 1)) {
            assertNoticed(settings(usual -> copy(
                    usual,
                    usual.retryCount(),
                    usual.retryInterval().plusMillis(off),
                    usual.remoteFailures(),
                    usual.settle(),
                    usual.pingpongInterval(),
                    usual.stormLimit())));
        }
    }

    @Test
    void aSettleTimeThatIsAMillisecondOffIsNoticed() {
        for (long off : List.of(-1, 1)) {
            assertNoticed(settings(usual -> copy(
                    usual,
                    usual.retryCount(),
                    usual.retryInterval(),
                    usual.remoteFailures(),
                    positive(usual.settle().plusMillis(off)),
                    usual.pingpongInterval(),
                    usual.stormLimit())));
        }
    }

    @Test
    void aPingpongIntervalThatIsAMillisecondOffIsNoticed() {
        for (long off : List.of(-1, 1)) {
            assertNoticed(settings(usual -> copy(
                    usual,
                    usual.retryCount(),
                    usual.retryInterval(),
                    usual.remoteFailures(),
                    usual.settle(),
                    positive(usual.pingpongInterval().plusMillis(off)),
                    usual.stormLimit())));
        }
    }

    @Test
    void aBudgetThatIsOneOffIsNoticed() {
        for (int off : List.of(-1, 1)) {
            assertNoticed(settings(usual -> copy(
                    usual,
                    usual.retryCount() + off,
                    usual.retryInterval(),
                    usual.remoteFailures(),
                    usual.settle(),
                    usual.pingpongInterval(),
                    usual.stormLimit())));
        }
    }

    @Test
    void aRemoteSeriesThatIsOneOffIsNoticed() {
        for (int off : List.of(-1, 1)) {
            assertNoticed(settings(usual -> copy(
                    usual,
                    usual.retryCount(),
                    usual.retryInterval(),
                    Math.max(1, usual.remoteFailures() + off),
                    usual.settle(),
                    usual.pingpongInterval(),
                    usual.stormLimit())));
        }
    }

    @Test
    void aStormLimitThatIsOneOffIsNoticed() {
        for (int off : List.of(-1, 1)) {
            assertNoticed(settings(usual -> copy(
                    usual,
                    usual.retryCount(),
                    usual.retryInterval(),
                    usual.remoteFailures(),
                    usual.settle(),
                    usual.pingpongInterval(),
                    usual.stormLimit() + off)));
        }
    }

    private static Duration positive(Duration duration) {
        return duration.isNegative() ? Duration.ZERO : duration;
    }

    private static PolicySettings copy(
            PolicySettings usual,
            int retryCount,
            Duration retryInterval,
            int remoteFailures,
            Duration settle,
            Duration pingpong,
            int stormLimit) {
        return new PolicySettings(
                usual.mode(),
                new FaultRules(usual.actOn(), remoteFailures, retryInterval, settle),
                retryCount,
                usual.restartScope(),
                pingpong,
                new PolicySettings.StormLimit(stormLimit, usual.stormInterval()));
    }

    /** The same situation under other settings, its journal read anew. */
    private static UnaryOperator<Situation> settings(UnaryOperator<PolicySettings> mutation) {
        return situation -> {
            PolicySettings mutated = mutation.apply(situation.settings());
            return new Situation(
                    situation.now(),
                    mutated,
                    FaultHistory.of(situation.history().entries(), mutated.faultRules()),
                    situation.service(),
                    situation.otherWorker(),
                    situation.engine(),
                    situation.confirm(),
                    situation.storm(),
                    situation.directory(),
                    situation.sanity(),
                    situation.core());
        };
    }
}
