package org.hamail.recovery.policy;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.hamail.model.FaultRules;
import org.hamail.model.PolicySettings;
import org.hamail.recovery.history.FaultHistory;
import org.hamail.recovery.policy.GateResult.ClosedGate;
import org.hamail.recovery.policy.GateResult.ExhaustedGate;
import org.hamail.recovery.policy.GateResult.OpenGate;
import org.hamail.recovery.policy.GateResult.StaleGate;
import org.hamail.recovery.policy.GateResult.Unjudged;
import org.hamail.recovery.policy.GateResult.UnreadableGate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Breaks the policy on purpose, one gate at a time, and looks whether the golden situations notice. */
class GateMutationTest {
    private static final List<Situation> SITUATIONS = new ArrayList<>();
    private static final List<String> SHIPPED = new ArrayList<>();

    /** A rule by which each gate refuses; the budget refuses nothing. */
    private static final Map<GateDefinition, Rule> RULES = Map.ofEntries(
            Map.entry(GateDefinition.EVIDENCE, Rule.TOO_LITTLE),
            Map.entry(GateDefinition.SERVICE, Rule.PAUSED),
            Map.entry(GateDefinition.DOWNTIME, Rule.DOWNTIME),
            Map.entry(GateDefinition.HOST, Rule.HOST),
            Map.entry(GateDefinition.DAEMON, Rule.DAEMON),
            Map.entry(GateDefinition.PROGRESS, Rule.PROGRESS),
            Map.entry(GateDefinition.SETTLE, Rule.SETTLE),
            Map.entry(GateDefinition.MODE, Rule.LOG_ONLY),
            Map.entry(GateDefinition.ACKNOWLEDGED, Rule.BLOCKED),
            Map.entry(GateDefinition.ENGINE, Rule.ENGINE_STATE),
            Map.entry(GateDefinition.CONFIRM, Rule.HEALED),
            Map.entry(GateDefinition.PINGPONG, Rule.PINGPONG),
            Map.entry(GateDefinition.STORM, Rule.STORM),
            Map.entry(GateDefinition.DIRECTORY, Rule.DIRECTORY),
            Map.entry(GateDefinition.SANITY, Rule.SANITY),
            Map.entry(GateDefinition.TARGET, Rule.TARGET));

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
                + " " + Story.missing(decision)
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

    private static Policy with(GateDefinition gate, UnaryOperator<GateResult> mutation) {
        return new Policy((each, plan) -> each == gate ? mutation.apply(each.judge(plan)) : each.judge(plan));
    }

    @ParameterizedTest
    @EnumSource(GateDefinition.class)
    void aGateThatIsRemovedIsMissed(GateDefinition gate) {
        assertNoticed(with(gate, result -> open("removed")));
    }

    @ParameterizedTest
    @EnumSource(GateDefinition.class)
    void gateNoLongerNeededIsMissed(GateDefinition gate) {
        assertNoticed(with(gate, result -> Unjudged.NOT_NEEDED));
    }

    /** Closed by the rule that is its own, so that only a decision that needed it open can tell; and the other way round. */
    @ParameterizedTest
    @EnumSource(GateDefinition.class)
    void aGateThatIsInvertedIsNoticed(GateDefinition gate) {
        assertTrue(
                isNoticed(
                        inverted(gate),
                        situation -> Policy.decide(situation).word().acts()),
                "no golden situation needs " + gate + " to be open");
        assertTrue(
                isNoticed(inverted(gate), situation -> Policy.decide(situation).isRefusedBy(gate)),
                "no golden situation is refused by " + gate);
    }

    @Test
    void invertedGateWithoutEffectIsNotNoticed() {
        assertFalse(isNoticed(
                inverted(GateDefinition.STORM),
                situation -> Policy.decide(situation).word() == Decision.Word.RESTART));
    }

    private static Policy inverted(GateDefinition gate) {
        return with(
                gate,
                result -> result instanceof OpenGate
                        ? closed(gate)
                        : result instanceof Unjudged ? result : open("inverted"));
    }

    private static @Nullable Long age(GateResult result) {
        return result.recorded("", Instant.EPOCH).age();
    }

    private static GateResult closed(GateDefinition gate) {
        Rule own = RULES.get(gate);
        return own == null
                ? new ExhaustedGate(seen("inverted"), Optional.empty())
                : seen("inverted").closed(own, "");
    }

    private static GateResult open(String value) {
        return seen(value).open();
    }

    private static Seen seen(String value) {
        return new Seen(value, null, "test");
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
            value = GateDefinition.class,
            names = {"SERVICE", "DOWNTIME", "PROGRESS", "ENGINE", "CONFIRM", "STORM", "DIRECTORY", "SANITY"})
    void aGateThatOpensWhenItCannotBeReadIsNoticed(GateDefinition gate) {
        assertNoticed(with(gate, result -> result instanceof UnreadableGate ? open("ignored") : result));
    }

    /** The gate {@code host} has its answer from the core as {@code downtime} has, which stands before it. */
    @ParameterizedTest
    @EnumSource(
            value = GateDefinition.class,
            names = {"DOWNTIME", "ENGINE", "CONFIRM", "DIRECTORY", "SANITY"})
    void aGateThatBelievesAnOldAnswerIsNoticed(GateDefinition gate) {
        assertNoticed(with(gate, result -> result instanceof StaleGate ? open("believed") : result));
    }

    @ParameterizedTest
    @EnumSource(
            value = GateDefinition.class,
            names = {"DOWNTIME", "HOST", "ENGINE", "CONFIRM", "DIRECTORY", "SANITY"})
    void aGateThatDoubtsAnAnswerOneSecondTooEarlyIsNoticed(GateDefinition gate) {
        assertNoticed(with(
                gate,
                result -> Objects.equals(age(result), StaleGate.LIMIT)
                        ? seen("doubted").closed(Rule.NOTHING, "")
                        : result));
    }

    @Test
    void invertedHandlerSwitchIsNoticed() {
        assertNoticed(with(
                GateDefinition.DOWNTIME,
                result -> result instanceof ClosedGate closed && closed.rule() == Rule.HANDLER_OFF
                        ? open("ignored")
                        : result));
    }

    @Test
    void windowThatIsMillisecondOffIsNoticed() {
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
    void settleTimeThatIsMillisecondOffIsNoticed() {
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
    void pingpongIntervalThatIsMillisecondOffIsNoticed() {
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
    void remoteSeriesThatIsOneOffIsNoticed() {
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
    void stormLimitThatIsOneOffIsNoticed() {
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
                    situation.core(),
                    situation.answers());
        };
    }
}
