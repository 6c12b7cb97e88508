package org.hamail.recovery.policy;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hamail.model.CheckKind;
import org.hamail.model.ClusterView;
import org.hamail.model.Observer;
import org.hamail.model.Role;
import org.hamail.model.ServiceState;
import org.hamail.plugin.Cause;
import org.hamail.recovery.event.Entry;
import org.hamail.recovery.event.Gate;
import org.hamail.recovery.event.Notification;
import org.hamail.recovery.event.Series;
import org.hamail.recovery.policy.Decision.Word;
import org.hamail.recovery.policy.Situation.Confirmation;
import org.hamail.recovery.policy.Situation.Storm;

/** What must be true of every decision in every situation. */
enum Invariant {
    NEVER_TWO_ACTIONS_IN_FLIGHT {
        @Override
        boolean holds(Situation situation, Decision decision, Witness witness) {
            if (!decision.word().acts()) {
                return true;
            }
            return !witness.acting() && !situation.otherWorker().equals(Story.known(true));
        }
    },
    NEVER_UNLESS_SWITCHED_ON {
        @Override
        boolean holds(Situation situation, Decision decision, Witness witness) {
            if (!decision.word().acts()) {
                return true;
            }
            return (situation.service() instanceof Reading.NotAsked || on(situation))
                    && witness.switchedOn(witness.entries().size());
        }
    },
    NEVER_IN_DOWNTIME {
        @Override
        boolean holds(Situation situation, Decision decision, Witness witness) {
            if (!decision.word().acts()) {
                return true;
            }
            return Stream.concat(witness.lastWord().stream(), ownEvidence(decision, witness))
                    .allMatch(said -> said.downtime().equals("0"));
        }
    },
    NEVER_WHILE_THE_HOST_IS_NOT_UP {
        @Override
        boolean holds(Situation situation, Decision decision, Witness witness) {
            if (!decision.word().acts()) {
                return true;
            }
            return Stream.concat(witness.lastWord().stream(), ownEvidence(decision, witness))
                    .allMatch(said -> said.hostState().equals("UP"));
        }
    },
    NEVER_ON_UNKNOWN {
        @Override
        boolean holds(Situation situation, Decision decision, Witness witness) {
            if (!decision.word().acts()) {
                return true;
            }
            return (probed(decision, witness) || evidence(decision, witness).anyMatch(witness::faulty))
                    && evidence(decision, witness)
                            .noneMatch(said -> said.state().equals("UNKNOWN"));
        }
    },
    ONLY_ON_ENOUGH_EVIDENCE_THAT_COUNTS {
        @Override
        boolean holds(Situation situation, Decision decision, Witness witness) {
            if (!decision.word().acts()) {
                return true;
            }
            Series suspect = decision.suspect().orElseThrow();
            long counting = decision.because().stream()
                    .filter(seq -> (witness.entries().get(seq.intValue() - 1).event() instanceof Notification said
                                    && Series.of(said).equals(suspect)
                                    && (witness.counts(seq) || witness.probedSince(seq)))
                            || witness.countsAsProbe(seq, suspect.daemon()))
                    .count();
            return counting
                    >= (suspect.observer() == Observer.LOCAL
                            ? 1
                            : situation.settings().remoteFailures());
        }
    },
    ONE_FAILOVER_IN_THE_PINGPONG_INTERVAL {
        @Override
        boolean holds(Situation situation, Decision decision, Witness witness) {
            if (decision.word() != Word.FAILOVER) {
                return true;
            }
            return !witness.failoverEndedWithin(situation.settings().pingpongInterval());
        }
    },
    RESTARTS_ARE_TRIED_BEFORE_A_FAILOVER {
        @Override
        boolean holds(Situation situation, Decision decision, Witness witness) {
            if (decision.word() != Word.FAILOVER) {
                return true;
            }
            return witness.restartsInWindow() >= situation.settings().retryCount()
                    || witness.failedRestartInWindow()
                    || remoteTimeouts(decision, witness) + (probed(decision, witness) ? 1 : 0)
                            >= situation.settings().remoteFailures();
        }
    },
    RESTARTS_STAY_WITHIN_THE_BUDGET {
        @Override
        boolean holds(Situation situation, Decision decision, Witness witness) {
            if (decision.word() != Word.RESTART) {
                return true;
            }
            return witness.restartsInWindow() < situation.settings().retryCount();
        }
    },
    REMOTE_EVIDENCE_NEVER_RESTARTS {
        @Override
        boolean holds(Situation situation, Decision decision, Witness witness) {
            if (decision.word() != Word.RESTART) {
                return true;
            }
            return (probed(decision, witness)
                            && decision.suspect().orElseThrow().observer() == Observer.LOCAL)
                    || evidence(decision, witness)
                            .anyMatch(said -> said.observer() == Observer.LOCAL && witness.faulty(said));
        }
    },
    ONLY_TO_AN_ELIGIBLE_TARGET_THAT_WAS_READ {
        @Override
        boolean holds(Situation situation, Decision decision, Witness witness) {
            if (decision.word() != Word.FAILOVER) {
                return true;
            }
            if (!decision.complete()) {
                return true;
            }
            return situation.answer(Question.ENGINE) instanceof Reading.Known<ClusterView> known
                    && known.value().eligible().contains(decision.target().orElse("-"))
                    && !known.value().active().equals(decision.target())
                    && known.value().foreignConstraint().isEmpty();
        }
    },
    AN_UNREADABLE_GATE_REFUSES {
        @Override
        boolean holds(Situation situation, Decision decision, Witness witness) {
            boolean blind = Stream.of(
                            situation.service(),
                            situation.otherWorker(),
                            situation.answer(Question.ENGINE),
                            situation.answer(Question.CONFIRM))
                    .anyMatch(Reading.Unreadable.class::isInstance);
            boolean blindForFailover = Stream.of(
                            situation.answer(Question.STORM),
                            situation.answer(Question.DIRECTORY),
                            situation.answer(Question.SANITY))
                    .anyMatch(Reading.Unreadable.class::isInstance);
            return !(blind && decision.word().acts()) && !(blindForFailover && decision.word() == Word.FAILOVER);
        }
    },
    COMPLETE_ONLY_WHEN_EVERYTHING_WAS_READ {
        @Override
        boolean holds(Situation situation, Decision decision, Witness witness) {
            boolean unread = Stream.of(
                            situation.service(),
                            situation.otherWorker(),
                            situation.answer(Question.ENGINE),
                            situation.answer(Question.CONFIRM))
                    .anyMatch(Reading.NotAsked.class::isInstance);
            if (!decision.complete()) {
                return true;
            }
            return !unread && decision.word().acts();
        }
    },
    ONLY_WHERE_A_RUNNING_SERVICE_IS_KNOWN {
        @Override
        boolean holds(Situation situation, Decision decision, Witness witness) {
            if (!decision.complete()) {
                return true;
            }
            return situation.answer(Question.ENGINE) instanceof Reading.Known<ClusterView> known
                    && known.value().state() == ClusterView.State.RUNNING
                    && known.value().active().isPresent()
                    && known.value().objection().isEmpty()
                    && known.value().quorum();
        }
    },
    ONLY_WHAT_STILL_FAILS {
        @Override
        boolean holds(Situation situation, Decision decision, Witness witness) {
            if (!decision.complete()) {
                return true;
            }
            return situation.answer(Question.CONFIRM) instanceof Reading.Known<Confirmation> known
                    && known.value() instanceof Confirmation.StillFailing;
        }
    },
    MSHTTPD_AND_STORED_ONLY_FOR_ABSENCE_SEEN_LOCALLY {
        @Override
        boolean holds(Situation situation, Decision decision, Witness witness) {
            if (!decision.word().acts()) {
                return true;
            }
            Role suspect = decision.suspect().orElseThrow().daemon();
            if (suspect != Role.MSHTTPD && suspect != Role.STORED) {
                return true;
            }
            return evidence(decision, witness)
                    .allMatch(said -> said.cause().equals(Optional.of(Cause.ABSENT.word()))
                            && said.check() == CheckKind.PROCESS
                            && said.observer() == Observer.LOCAL);
        }
    },
    NOTHING_AUTOMATIC_AFTER_A_HARD_STOP {
        @Override
        boolean holds(Situation situation, Decision decision, Witness witness) {
            if (!decision.word().acts()) {
                return true;
            }
            return !witness.hardStop();
        }
    },
    NOTHING_IS_JUDGED_IN_THE_SETTLE_TIME {
        @Override
        boolean holds(Situation situation, Decision decision, Witness witness) {
            if (!decision.word().acts()) {
                return true;
            }
            return !witness.settling();
        }
    },
    THE_MODE_IS_OBEYED {
        @Override
        boolean holds(Situation situation, Decision decision, Witness witness) {
            return switch (situation.settings().mode()) {
                case LOG_ONLY -> !decision.word().acts();
                case RESTART_ONLY -> decision.word() != Word.FAILOVER;
                case FAILOVER -> true;
            };
        }
    },
    A_FAILOVER_NEEDS_DIRECTORY_SANITY_AND_NO_STORM {
        @Override
        boolean holds(Situation situation, Decision decision, Witness witness) {
            if (decision.word() != Word.FAILOVER) {
                return true;
            }
            return !situation.answer(Question.DIRECTORY).equals(Story.known(false))
                    && !situation.answer(Question.SANITY).equals(Story.known(false))
                    && !(situation.answer(Question.STORM) instanceof Reading.Known<Storm> known
                            && known.value().others() >= situation.settings().stormLimit());
        }
    },
    A_HOLD_NAMES_A_CLOSED_GATE_AND_NONE_NEEDS_NOTHING {
        @Override
        boolean holds(Situation situation, Decision decision, Witness witness) {
            boolean evidence = Boolean.TRUE.equals(decision.gates().get(0).open());
            boolean refused = decision.gates().stream()
                    .anyMatch(gate ->
                            Boolean.FALSE.equals(gate.open()) && !gate.gate().equals("budget"));
            return switch (decision.word()) {
                case RESTART, FAILOVER -> evidence && !refused;
                case HOLD -> evidence && refused;
                case NONE -> !evidence || decision.rule().equals("healed");
            };
        }
    },
    EVERY_DECISION_IS_WHOLE {
        @Override
        boolean holds(Situation situation, Decision decision, Witness witness) {
            return decision.gates().stream().map(Gate::gate).toList().equals(gates())
                    && !decision.reason().isBlank()
                    && !decision.reason().contains("{")
                    && decision.because().stream().sorted().distinct().toList().equals(decision.because());
        }
    };

    private static List<String> gates() {
        return Arrays.stream(GateDefinition.values()).map(GateDefinition::word).toList();
    }

    private static boolean on(Situation situation) {
        return situation.service() instanceof Reading.Known<ServiceState> known
                && known.value().position() == ServiceState.Switch.ON;
    }

    abstract boolean holds(Situation situation, Decision decision, Witness witness);

    private static Stream<Notification> evidence(Decision decision, Witness witness) {
        return decision.because().stream()
                .map(seq -> witness.entries().get(seq.intValue() - 1))
                .map(Entry::event)
                .filter(Notification.class::isInstance)
                .map(Notification.class::cast);
    }

    /** What counts although no own probe has found it again. */
    private static Stream<Notification> ownEvidence(Decision decision, Witness witness) {
        return decision.because().stream()
                .filter(seq -> !witness.probedSince(seq))
                .map(seq -> witness.entries().get(seq.intValue() - 1).event())
                .filter(Notification.class::isInstance)
                .map(Notification.class::cast);
    }

    private static boolean probed(Decision decision, Witness witness) {
        Role suspect = decision.suspect().orElseThrow().daemon();
        return decision.because().stream().anyMatch(seq -> witness.countsAsProbe(seq, suspect));
    }

    private static long remoteTimeouts(Decision decision, Witness witness) {
        return evidence(decision, witness)
                .filter(said -> said.observer() == Observer.REMOTE && witness.faulty(said))
                .count();
    }
}
