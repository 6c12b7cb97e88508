package org.hamail.operator.replay;

import java.time.Instant;
import java.util.Optional;
import org.hamail.recovery.event.Series;
import org.hamail.recovery.history.FaultHistory;
import org.hamail.recovery.history.StandingFault;
import org.hamail.recovery.policy.Decision;
import org.hamail.recovery.policy.Policy;
import org.hamail.recovery.policy.Question;
import org.hamail.recovery.policy.Reading;
import org.hamail.recovery.policy.Situation;
import org.hamail.recovery.policy.Situation.Confirmation;
import org.hamail.recovery.policy.Situation.Storm;

/** Asks the shipped policy, with every gate that a log cannot tell open while the log shows a problem. */
final class ReplayDecider {
    private static final String LOG = "log";
    private static final String ASSUMED = "assumed";

    private static final long NEVER = Long.MAX_VALUE;

    private final Rules rules;
    private final ReplayRecord record;
    private final LoggedState seen;
    private final Storms storms;
    private final ActionReplay actions;
    private long opensAt = NEVER;

    ReplayDecider(Rules rules, ReplayRecord record, LoggedState seen, Storms storms, ActionReplay actions) {
        this.rules = rules;
        this.record = record;
        this.seen = seen;
        this.storms = storms;
        this.actions = actions;
    }

    private static <T> Reading<T> known(T value, String source) {
        return new Reading.Known<>(value, source, 0);
    }

    private Situation situation(long now) {
        FaultHistory history = record.history().history();
        Storm storm = storms.others(rules.logicalHost(), now, rules.settings().stormInterval());
        Situation known = Situation.of(
                        ReplayRecord.moment(now), rules.settings(), history, known(seen.service(), "journal"))
                .withOtherWorker(known(false, ASSUMED))
                .with(Question.ENGINE, known(actions.view(), ASSUMED))
                .with(Question.STORM, known(storm, "replay"))
                .with(Question.DIRECTORY, known(seen.directoryAnswers(), LOG))
                .with(Question.SANITY, known(true, ASSUMED));
        return rules.core() ? known.withCore(known(seen.words(), LOG)) : known;
    }

    /** What is decided at {@code now}; {@code opening}: because a gate has opened. */
    Decision decide(long now, boolean opening) {
        Situation situation = situation(now);
        Decision decision = Policy.decide(situation);
        Optional<Series> suspect = decision.suspect();
        return suspect.isEmpty()
                ? decision
                : noted(Policy.decide(situation.with(Question.CONFIRM, confirm(suspect.get(), now, opening))), now);
    }

    /** The same about a fault that stands. */
    Decision decideStanding(StandingFault fault, long now, boolean opening) {
        Situation situation = situation(now).with(Question.CONFIRM, confirm(fault.series(), now, opening));
        return noted(Policy.decideStanding(situation, fault), now);
    }

    private Reading<Confirmation> confirm(Series series, long now, boolean opening) {
        return known(seen.probe(series, now, opening), LOG);
    }

    /**
     * Writes {@code decision} down, and begins what it asks for. Whether anything has changed by it.
     *
     * @param answer whether it answers a report, and is therefore told although the same was decided before
     */
    boolean carryOut(Decision decision, long now, boolean answer) {
        boolean acts = decision.word().acts() && decision.complete();
        Optional<Series> suspect = decision.suspect();
        if (acts && suspect.isPresent()) {
            record.append(decision.made(), now);
            record.make(decision, suspect.get(), now);
            actions.begin(decision, suspect.get(), now);
            return true;
        }
        boolean healed = decision.rule().equals("healed");
        if (answer || healed) {
            record.append(decision.made(), now);
        }
        if (decision.word() == Decision.Word.HOLD) {
            Series about = suspect.orElseGet(() -> latest());
            if (answer) {
                record.make(decision, about, now);
            } else {
                note(decision, about, now);
            }
        }
        if (healed) {
            suspect.ifPresent(series -> record.endHolds(series, now));
        }
        return healed;
    }

    /** A hold that is new is told. */
    void note(Decision decision, Series series, long now) {
        if (!record.isHeldBy(decision.rule(), series)) {
            record.append(decision.made(), now);
            record.make(decision, series, now);
        }
    }

    private Series latest() {
        return Series.of(record.history().history().latest().orElseThrow().notification());
    }

    /** Forgets which gates were seen closed. */
    void beginRound() {
        opensAt = NEVER;
    }

    /** When the next gate that was seen closed since opens by itself, in milliseconds; the largest number when none does. */
    long opensAt() {
        return opensAt;
    }

    private Decision noted(Decision decision, long now) {
        decision.opensAt()
                .map(Instant::toEpochMilli)
                .filter(at -> at > now)
                .ifPresent(at -> opensAt = Math.min(opensAt, at));
        return decision;
    }
}
