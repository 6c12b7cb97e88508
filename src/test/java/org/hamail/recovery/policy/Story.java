package org.hamail.recovery.policy;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hamail.model.CheckKind;
import org.hamail.model.ClusterView;
import org.hamail.model.FaultRules;
import org.hamail.model.Observer;
import org.hamail.model.PolicySettings;
import org.hamail.model.PolicySettings.PolicyMode;
import org.hamail.model.PolicySettings.RestartScope;
import org.hamail.model.Role;
import org.hamail.model.ServiceState;
import org.hamail.plugin.Cause;
import org.hamail.recovery.event.Action;
import org.hamail.recovery.event.Entry;
import org.hamail.recovery.event.Event;
import org.hamail.recovery.event.Gate;
import org.hamail.recovery.event.Intent;
import org.hamail.recovery.event.Moment;
import org.hamail.recovery.event.Notification;
import org.hamail.recovery.event.OperatorCommand;
import org.hamail.recovery.event.Outcome;
import org.hamail.recovery.event.Verification;
import org.hamail.recovery.history.FaultHistory;
import org.hamail.recovery.policy.Situation.Confirmation;
import org.hamail.recovery.policy.Situation.Storm;

/** Tells a test's story of one logical host: events one after the other, then a question. */
final class Story {
    static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    private final List<Entry> entries = new ArrayList<>();
    private Instant time = START;
    private BigDecimal uptime = BigDecimal.valueOf(1000);
    private String boot = "boot-1";
    PolicySettings settings = settings();

    static PolicySettings settings() {
        return settings(Set.of(Cause.ABSENT, Cause.TIMEOUT));
    }

    static PolicySettings settings(Set<Cause> actOn) {
        return settings(PolicyMode.FAILOVER, actOn, 2, RestartScope.INSTANCE, 2);
    }

    static PolicySettings mode(PolicyMode mode) {
        return settings(mode, Set.of(Cause.ABSENT, Cause.TIMEOUT), 2, RestartScope.INSTANCE, 2);
    }

    static PolicySettings retryCount(int retryCount) {
        return settings(PolicyMode.FAILOVER, Set.of(Cause.ABSENT, Cause.TIMEOUT), retryCount, RestartScope.INSTANCE, 2);
    }

    static PolicySettings remoteFailures(int remoteFailures) {
        return settings(
                PolicyMode.FAILOVER, Set.of(Cause.ABSENT, Cause.TIMEOUT), 2, RestartScope.INSTANCE, remoteFailures);
    }

    static PolicySettings restartScope(RestartScope scope) {
        return settings(PolicyMode.FAILOVER, Set.of(Cause.ABSENT, Cause.TIMEOUT), 2, scope, 2);
    }

    private static PolicySettings settings(
            PolicyMode mode, Set<Cause> actOn, int retryCount, RestartScope scope, int remoteFailures) {
        return new PolicySettings(
                mode,
                new FaultRules(actOn, remoteFailures, Duration.ofHours(1), Duration.ofMinutes(2)),
                retryCount,
                scope,
                Duration.ofHours(1),
                PolicySettings.StormLimit.USUAL);
    }

    static Gate gate(Decision decision, String name) {
        return decision.gates().stream()
                .filter(gate -> gate.gate().equals(name))
                .findFirst()
                .orElseThrow();
    }

    Moment now() {
        return new Moment(time, boot, uptime);
    }

    Story after(Duration span) {
        time = time.plus(span);
        uptime = uptime.add(BigDecimal.valueOf(span.toMillis(), 3));
        return this;
    }

    Story clockSteps(Duration step) {
        time = time.plus(step);
        return this;
    }

    Story reboot(Duration gap) {
        time = time.plus(gap);
        boot = boot + "'";
        uptime = BigDecimal.TEN;
        return this;
    }

    /** The host goes on, with its boot id; the uptime that the container sees begins anew. */
    Story containerStartsAgain(Duration gap) {
        time = time.plus(gap);
        uptime = BigDecimal.TEN;
        return this;
    }

    Story then(Event event) {
        entries.add(new Entry(entries.size() + 1L, now(), event));
        return this;
    }

    static Said said(Role daemon, CheckKind check, Observer observer) {
        return new Said(daemon, check, observer);
    }

    static Said absent(Role daemon) {
        return said(daemon, CheckKind.PROCESS, Observer.LOCAL).cause("absent");
    }

    static Said timeout(Role daemon, Observer observer) {
        return said(daemon, CheckKind.PROTOCOL, observer).cause("timeout");
    }

    static Said ok(Role daemon, CheckKind check, Observer observer) {
        return said(daemon, check, observer).state("OK");
    }

    Story then(Said said) {
        return then(said.notification());
    }

    /** The decision is made and recorded, as the handler does. */
    Story decided() {
        return then(decide().made());
    }

    Story begun(String id, Action action) {
        return then(new Intent(id, action, "all", Optional.of("phys-a"), Optional.of("phys-b"), false));
    }

    Story dryRun(String id, Action action) {
        return then(new Intent(id, action, "all", Optional.of("phys-a"), Optional.of("phys-b"), true));
    }

    Story ended(String id, Outcome.Result result) {
        String detail = result == Outcome.Result.FAILED ? "the command exited with 1" : "";
        return then(new Outcome(id, result, detail, BigDecimal.ONE));
    }

    Story verified(String id, boolean ok) {
        return then(new Verification(id, ok, ""));
    }

    Story done(String id, Action action) {
        return begun(id, action).ended(id, Outcome.Result.DONE).verified(id, true);
    }

    Story operator(String verb) {
        return then(new OperatorCommand(verb, "root", "test", Optional.empty()));
    }

    Witness witness() {
        return new Witness(entries, settings, now());
    }

    FaultHistory history() {
        return FaultHistory.of(entries, settings.faultRules());
    }

    /** As the handler sees it. */
    Situation handler() {
        return Situation.of(now(), settings, history(), known(ServiceState.initial()));
    }

    /** As a worker sees it for whom everything is fine, except the daemon. */
    Situation worker() {
        return handler()
                .withOtherWorker(known(false))
                .with(Question.ENGINE, known(view()))
                .with(Question.CONFIRM, known(new Confirmation.StillFailing("no answer")))
                .with(Question.STORM, known(new Storm(0, Optional.empty())))
                .with(Question.DIRECTORY, known(true))
                .with(Question.SANITY, known(true));
    }

    /** {@code situation}, but the switch reads so. */
    static Situation switched(Situation situation, Reading<ServiceState> service) {
        return new Situation(
                situation.now(),
                situation.settings(),
                situation.history(),
                service,
                situation.otherWorker(),
                situation.core(),
                situation.answers());
    }

    Decision decide() {
        return Policy.decide(worker());
    }

    static ClusterView view() {
        return new ClusterView(
                Optional.of("phys-a"), ClusterView.State.RUNNING, List.of("phys-b"), true, Optional.empty());
    }

    static <T> Reading<T> known(T value) {
        return new Reading.Known<>(value, "test", 0);
    }

    /** A notification in the making: CRITICAL, HARD, host UP, no downtime, each its own event. */
    static final class Said {
        private static int events;
        private final Role daemon;
        private final CheckKind check;
        private final Observer observer;
        private String state = "CRITICAL";
        private String stateType = "HARD";
        private String attempt = "3";
        private Optional<String> cause = Optional.empty();
        private Optional<String> phase = Optional.empty();
        private String output = "";
        private String hostState = "UP";
        private String downtime = "0";
        private Optional<String> eventId = Optional.of("e" + ++events);
        private Optional<String> node = Optional.empty();

        private Said(Role daemon, CheckKind check, Observer observer) {
            this.daemon = daemon;
            this.check = check;
            this.observer = observer;
        }

        Said cause(String word) {
            cause = Optional.of(word);
            return this;
        }

        Said state(String word) {
            state = word;
            return this;
        }

        Said stateType(String word) {
            stateType = word;
            return this;
        }

        Said attempt(String number) {
            attempt = number;
            return this;
        }

        Said phase(String word) {
            phase = Optional.of(word);
            return this;
        }

        Said output(String line) {
            output = line;
            return this;
        }

        /** As a check with this label would have put it. */
        Said label(String label) {
            String bracket = cause.map(
                            word -> " [" + word + phase.map(each -> "/" + each).orElse("") + "]")
                    .orElse("");
            return output(label + " " + state + bracket + ": told by a test");
        }

        Said hostState(String word) {
            hostState = word;
            return this;
        }

        Said downtime(String depth) {
            downtime = depth;
            return this;
        }

        Said event(String id) {
            eventId = Optional.of(id);
            return this;
        }

        Said withoutEvent() {
            eventId = Optional.empty();
            return this;
        }

        Said node(String name) {
            node = Optional.of(name);
            return this;
        }

        Notification notification() {
            return new Notification(
                    daemon, check, observer, state, stateType, attempt, cause, phase, output, hostState, downtime,
                    eventId, node);
        }
    }

    /** The gates that nobody has read yet. */
    static String missing(Decision decision) {
        return decision.missing().stream().map(GateDefinition::word).collect(Collectors.joining(" "));
    }
}
