package org.hamail.recovery.policy;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.hamail.model.ClusterView;
import org.hamail.model.Observer;
import org.hamail.model.ServiceState;
import org.hamail.recovery.event.Notification;
import org.hamail.recovery.history.StandingFault;
import org.hamail.recovery.policy.Decision.Word;
import org.hamail.recovery.policy.Situation.Confirmation;
import org.hamail.recovery.policy.Situation.Storm;

/** What must be true of every decision about a fault that stands, in which the own probe counts as made and failing. */
enum StandingInvariant {
    NOTHING_WHILE_THE_CORE_SAYS_THAT_A_GATE_IS_CLOSED {
        @Override
        boolean holds(Situation situation, StandingFault fault, Decision decision, Witness witness) {
            return !(situation.core() instanceof Reading.Known<CoreWords> known)
                    || known.value()
                            .of(fault.series(), node(fault))
                            .filter(word -> word.downtime().equals("0")
                                    && word.hostState().equals("UP")
                                    && word.handled())
                            .isPresent()
                    || !decision.word().acts();
        }
    },
    NOTHING_WHILE_THE_CORE_CANNOT_BE_READ_OR_IS_OLD {
        @Override
        boolean holds(Situation situation, StandingFault fault, Decision decision, Witness witness) {
            boolean old = situation.core() instanceof Reading.Known<CoreWords> known
                    && (known.age() < 0 || known.age() > 300);
            boolean closed = old || situation.core() instanceof Reading.Unreadable<CoreWords>;
            return !(closed && decision.word().acts());
        }
    },
    WITHOUT_A_CORE_THE_LAST_WORD_COUNTS {
        @Override
        boolean holds(Situation situation, StandingFault fault, Decision decision, Witness witness) {
            boolean asked = situation.core() instanceof Reading.Known<CoreWords>
                    || situation.core() instanceof Reading.Unreadable<CoreWords>;
            return asked
                    || !decision.word().acts()
                    || witness.lastWord().stream().allMatch(StandingInvariant::open);
        }
    },
    A_NEWER_REPORT_OF_IT_CLOSES_WHAT_THE_CORE_OPENED {
        @Override
        boolean holds(Situation situation, StandingFault fault, Decision decision, Witness witness) {
            long age = situation.now().since(fault.newest().at()).toSeconds();
            boolean older = situation.core() instanceof Reading.Known<CoreWords> known && known.age() > age;
            return !older
                    || !decision.word().acts()
                    || !(fault.newest().event() instanceof Notification said)
                    || open(said);
        }
    },
    ONLY_WITH_A_FAILING_PROBE_THAT_WAS_MADE {
        @Override
        boolean holds(Situation situation, StandingFault fault, Decision decision, Witness witness) {
            return !decision.complete()
                    || (situation.answer(Question.CONFIRM) instanceof Reading.Known<Confirmation> known
                            && known.value() instanceof Confirmation.StillFailing);
        }
    },
    IT_STANDS_BY_ITS_NEWEST_REPORT {
        @Override
        boolean holds(Situation situation, StandingFault fault, Decision decision, Witness witness) {
            return witness.newest(fault.ofNode()).filter(witness::faulty).isPresent();
        }
    },
    NEITHER_BESIDE_ANOTHER_ACTION_NOR_SWITCHED_OFF_NOR_SETTLING_NOR_AFTER_A_HARD_STOP {
        @Override
        boolean holds(Situation situation, StandingFault fault, Decision decision, Witness witness) {
            boolean off = situation.service() instanceof Reading.Unreadable<ServiceState>
                    || (situation.service() instanceof Reading.Known<ServiceState> known
                            && known.value().position() != ServiceState.Switch.ON);
            boolean closed = off
                    || situation.otherWorker().equals(Story.known(true))
                    || situation.otherWorker() instanceof Reading.Unreadable<Boolean>
                    || witness.acting()
                    || !witness.switchedOn(witness.entries().size())
                    || witness.settling()
                    || witness.hardStop();
            return !(closed && decision.word().acts());
        }
    },
    BUDGET_AND_PINGPONG_HOLD_IT_AS_WELL {
        @Override
        boolean holds(Situation situation, StandingFault fault, Decision decision, Witness witness) {
            return switch (decision.word()) {
                case RESTART ->
                    fault.series().observer() == Observer.LOCAL
                            && witness.restartsInWindow() < situation.settings().retryCount();
                case FAILOVER ->
                    !witness.failoverEndedWithin(situation.settings().pingpongInterval());
                default -> true;
            };
        }
    },
    NOTHING_ON_AN_ENGINE_THAT_IS_NOT_READY {
        @Override
        boolean holds(Situation situation, StandingFault fault, Decision decision, Witness witness) {
            return !decision.complete()
                    || (situation.answer(Question.ENGINE) instanceof Reading.Known<ClusterView> known
                            && known.value().state() == ClusterView.State.RUNNING
                            && known.value().active().isPresent()
                            && known.value().objection().isEmpty()
                            && known.value().quorum());
        }
    },
    WHAT_IS_HELD_SAYS_BY_WHICH_GATE {
        @Override
        boolean holds(Situation situation, StandingFault fault, Decision decision, Witness witness) {
            List<String> closed = decision.gates().stream()
                    .filter(gate -> Boolean.FALSE.equals(gate.open()))
                    .map(gate -> gate.gate())
                    .filter(gate -> !Set.of("budget").contains(gate))
                    .toList();
            return decision.word() == Word.HOLD
                    ? !closed.isEmpty()
                    : !decision.word().acts() || closed.isEmpty();
        }
    },
    A_FAILOVER_NEEDS_DIRECTORY_SANITY_AND_NO_STORM_AND_THE_MODE {
        @Override
        boolean holds(Situation situation, StandingFault fault, Decision decision, Witness witness) {
            boolean closed = isShut(situation.answer(Question.DIRECTORY))
                    || isShut(situation.answer(Question.SANITY))
                    || situation.answer(Question.STORM) instanceof Reading.Unreadable<Storm>
                    || (situation.answer(Question.STORM) instanceof Reading.Known<Storm> storm
                            && storm.value().others() >= situation.settings().stormLimit());
            return switch (situation.settings().mode()) {
                case LOG_ONLY -> !decision.word().acts();
                case RESTART_ONLY -> decision.word() != Word.FAILOVER;
                case FAILOVER -> !(closed && decision.word() == Word.FAILOVER);
            };
        }
    },
    A_REMOTE_FAULT_ONLY_TAKES_OVER {
        @Override
        boolean holds(Situation situation, StandingFault fault, Decision decision, Witness witness) {
            return fault.series().observer() == Observer.LOCAL || decision.word() != Word.RESTART;
        }
    };

    private static boolean isShut(Reading<Boolean> answer) {
        return answer.equals(Story.known(false)) || answer instanceof Reading.Unreadable<Boolean>;
    }

    private static Optional<String> node(StandingFault fault) {
        return fault.newest().event() instanceof Notification said ? said.node() : Optional.empty();
    }

    private static boolean open(Notification said) {
        return said.downtime().equals("0") && said.hostState().equals("UP");
    }

    abstract boolean holds(Situation situation, StandingFault fault, Decision decision, Witness witness);

    /** Asks all of them, of every fault that stands in {@code situation}. */
    static void check(Situation situation, Witness witness) {
        for (StandingFault fault : situation.history().standing()) {
            Decision decision = Policy.decideStanding(situation, fault);
            Stream.of(values())
                    .filter(invariant -> !invariant.holds(situation, fault, decision, witness))
                    .findFirst()
                    .ifPresent(invariant -> {
                        throw new AssertionError(String.join(
                                "\n",
                                invariant.name(),
                                decision.toString(),
                                situation.toString(),
                                witness.entries().toString()));
                    });
        }
    }
}
