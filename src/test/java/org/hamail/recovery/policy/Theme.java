package org.hamail.recovery.policy;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.hamail.model.CheckKind;
import org.hamail.model.Observer;
import org.hamail.model.PolicySettings;
import org.hamail.model.Role;
import org.hamail.recovery.event.Action;
import org.hamail.recovery.event.DecisionRecord;
import org.hamail.recovery.event.Intent;
import org.hamail.recovery.event.Notification;
import org.hamail.recovery.event.OperatorCommand;
import org.hamail.recovery.event.Outcome;
import org.hamail.recovery.event.OwnProbe;
import org.hamail.recovery.event.Verification;
import org.hamail.recovery.history.ActionTrace;
import org.hamail.recovery.history.StandingFault;
import org.hamail.recovery.policy.Story.Said;

/** What may happen next in a part of the exploration; every step also ends after each of its records, as a crash would end it. */
enum Theme {
    RESTARTS(1) {
        @Override
        void steps(ExploredState world, Consumer<ExploredState> next) {
            notified(world, Story.absent(Role.IMAPD), next);
            notified(world, Story.ok(Role.IMAPD, CheckKind.PROCESS, Observer.LOCAL), next);
            worked(world, next);
            operated(world, "ack", next);
            waited(world, next);
        }
    },
    TAKEOVERS(2) {
        @Override
        void steps(ExploredState world, Consumer<ExploredState> next) {
            notified(world, Story.timeout(Role.IMAPD, Observer.REMOTE), next);
            notified(world, Story.timeout(Role.IMAPD, Observer.LOCAL), next);
            notified(world, Story.ok(Role.IMAPD, CheckKind.PROTOCOL, Observer.REMOTE), next);
            worked(world, next);
            next.accept(world.after(Duration.ofMinutes(31)));
        }
    },
    OPERATORS(1) {
        @Override
        void steps(ExploredState world, Consumer<ExploredState> next) {
            notified(world, Story.absent(Role.IMAPD), next);
            notified(world, Story.absent(Role.IMAPD).downtime("1"), next);
            for (String verb : List.of("pause", "off", "on", "resume", "ack")) {
                operated(world, verb, next);
            }
            worked(world, next);
            next.accept(world.after(Duration.ofMinutes(31)));
        }
    },
    CLOCKS(1) {
        @Override
        void steps(ExploredState world, Consumer<ExploredState> next) {
            notified(world, Story.absent(Role.IMAPD), next);
            worked(world, next);
            next.accept(world.after(Duration.ofMinutes(31), Duration.ofHours(2)));
            next.accept(world.reboot(Duration.ofHours(-3)));
        }
    },
    ODDITIES(1) {
        @Override
        void steps(ExploredState world, Consumer<ExploredState> next) {
            notified(world, Story.absent(Role.IMAPD), next);
            notified(
                    world,
                    Story.said(Role.IMAPD, CheckKind.PROCESS, Observer.LOCAL).state("UNKNOWN"),
                    next);
            notified(world, Story.timeout(Role.MSHTTPD, Observer.LOCAL), next);
            world.witness().latest().ifPresent(said -> notified(world, said, next));
            worked(world, next);
            next.accept(world.deeper()
                    .then(made(Policy.decide(world.worker().with(Question.CONFIRM, OpenGates.CONFIRM.get(1))))));
        }
    },
    NODES(0) {
        @Override
        void steps(ExploredState world, Consumer<ExploredState> next) {
            notified(world, Story.absent(Role.STORED).node("phys-b"), next);
            notified(world, Story.timeout(Role.IMAPD, Observer.REMOTE).node("phys-a"), next);
            notified(world, Story.absent(Role.POPD).hostState("DOWN"), next);
            worked(world, next);
        }
    },
    /** Held for a while, and judged again by what a probe of hamail's own finds. */
    STANDING(1) {
        @Override
        void steps(ExploredState world, Consumer<ExploredState> next) {
            notified(world, Story.absent(Role.IMAPD).downtime("1"), next);
            notified(world, Story.absent(Role.IMAPD), next);
            notified(world, Story.ok(Role.POPD, CheckKind.PROCESS, Observer.LOCAL), next);
            for (String verb : List.of("pause", "resume", "reconcile")) {
                operated(world, verb, next);
            }
            probed(world, CheckKind.PROCESS, next);
            worked(world, next);
            next.accept(world.after(Duration.ofMinutes(31)));
        }
    },
    STANDING_REMOTE(1) {
        @Override
        void steps(ExploredState world, Consumer<ExploredState> next) {
            notified(world, Story.timeout(Role.IMAPD, Observer.REMOTE).downtime("1"), next);
            notified(world, Story.timeout(Role.IMAPD, Observer.REMOTE), next);
            operated(world, "ack", next);
            probed(world, CheckKind.PROTOCOL, next);
            worked(world, next);
            next.accept(world.after(Duration.ofMinutes(31)));
        }
    };

    private final int retryCount;

    Theme(int retryCount) {
        this.retryCount = retryCount;
    }

    /** Whether faults are judged again in it that stand. */
    boolean isOfStanding() {
        return this == STANDING || this == STANDING_REMOTE;
    }

    /** How many steps one after the other; those of faults that stand branch more. */
    int depth() {
        return isOfStanding() ? 6 : 8;
    }

    PolicySettings settings() {
        return Story.retryCount(retryCount);
    }

    abstract void steps(ExploredState world, Consumer<ExploredState> next);

    /** What a reconciling worker records that has asked everything else; and a probe whose worker died before it was asked for. */
    private static void probed(ExploredState world, CheckKind check, Consumer<ExploredState> next) {
        for (StandingFault fault : world.history().standing()) {
            Situation worker = world.worker();
            for (OwnProbe.Result result : OwnProbe.Result.values()) {
                ExploredState seen = world.deeper().then(probe(fault, check, result));
                if (result == OwnProbe.Result.FAILS) {
                    next.accept(seen); // also where a gate has closed meanwhile
                } else if (Policy.decideStanding(worker, fault).word().acts()) {
                    next.accept(seen);
                    next.accept(seen.then(made(Policy.decideStanding(
                            worker.with(
                                    Question.CONFIRM, OpenGates.CONFIRM.get(result == OwnProbe.Result.SERVES ? 1 : 4)),
                            fault))));
                }
            }
        }
    }

    private static OwnProbe probe(StandingFault fault, CheckKind check, OwnProbe.Result result) {
        return new OwnProbe(
                fault.series().daemon(),
                check,
                result,
                Optional.of(fault.evidence().cause().word()),
                Optional.empty(),
                "",
                BigDecimal.ONE,
                Optional.of("phys-a"));
    }

    private static void waited(ExploredState world, Consumer<ExploredState> next) {
        next.accept(world.after(Duration.ofSeconds(90)));
        next.accept(world.after(Duration.ofMinutes(31)));
    }

    static void operated(ExploredState world, String verb, Consumer<ExploredState> next) {
        next.accept(operated(world.deeper(), verb));
    }

    static ExploredState operated(ExploredState world, String verb) {
        return world.then(new OperatorCommand(verb, "root", "", Optional.empty()));
    }

    private static void notified(ExploredState world, Said said, Consumer<ExploredState> next) {
        notified(world, said.event("n" + world.entries.size()).notification(), next);
    }

    private static void notified(ExploredState world, Notification said, Consumer<ExploredState> next) {
        ExploredState recorded = world.deeper().then(said);
        next.accept(recorded);
        next.accept(recorded.then(made(Policy.decide(recorded.handler()))));
    }

    /** A worker for whom every gate outside is open, with every end that its action can have. */
    private static void worked(ExploredState world, Consumer<ExploredState> next) {
        List<ActionTrace> orphans = world.history().unfinished();
        if (!orphans.isEmpty()) {
            resolved(world.deeper(), orphans.get(0), next);
            return;
        }
        Decision decision = Policy.decide(world.worker());
        ExploredState decided = world.deeper().then(made(decision));
        next.accept(decided);
        if (decision.complete()) {
            acted(decided, decision, next);
        }
    }

    private static void acted(ExploredState decided, Decision decision, Consumer<ExploredState> next) {
        String id = "a" + decided.entries.size();
        Action action = decision.word() == Decision.Word.RESTART ? Action.RESTART : Action.FAILOVER;
        ExploredState intended = decided.then(new Intent(
                id, action, decision.daemon().orElseThrow(), Optional.of("phys-a"), decision.target(), false));
        next.accept(intended);
        next.accept(intended.then(new Outcome(id, Outcome.Result.FAILED, "", BigDecimal.ONE)));
        for (Outcome.Result result : List.of(Outcome.Result.DONE, Outcome.Result.INDETERMINATE)) {
            ExploredState ended = intended.then(new Outcome(id, result, "", BigDecimal.ONE));
            next.accept(ended);
            next.accept(ended.then(new Verification(id, true, "")));
            next.accept(ended.then(new Verification(id, false, "")));
        }
    }

    /** An orphan is indeterminate; then somebody looks at the service. */
    private static void resolved(ExploredState world, ActionTrace orphan, Consumer<ExploredState> next) {
        String id = orphan.intent().id();
        ExploredState ended = orphan.outcome().isPresent()
                ? world
                : world.then(new Outcome(id, Outcome.Result.INDETERMINATE, "", BigDecimal.ONE));
        next.accept(ended);
        next.accept(ended.then(new Verification(id, true, "")));
        next.accept(ended.then(new Verification(id, false, "")));
    }

    /** Only the closed gates: an open one says nothing to a later decision. */
    private static DecisionRecord made(Decision decision) {
        DecisionRecord made = decision.made();
        return new DecisionRecord(
                made.decision(),
                made.rule(),
                made.reason(),
                new ArrayList<>(made.gates())
                        .stream()
                                .filter(gate -> Boolean.FALSE.equals(gate.open()))
                                .toList(),
                made.because());
    }
}
