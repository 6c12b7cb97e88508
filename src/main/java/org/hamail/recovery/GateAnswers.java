package org.hamail.recovery;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.hamail.recovery.event.Moment;
import org.hamail.recovery.event.Series;
import org.hamail.recovery.policy.Decision;
import org.hamail.recovery.policy.Policy;
import org.hamail.recovery.policy.Question;
import org.hamail.recovery.policy.Reading;
import org.hamail.recovery.policy.Situation;

/**
 * What the world has answered a worker so far, while the journal goes on: an answer about one daemon is none about another,
 * and one that is old by uptime or by the wall clock is none at all, because the worker stood still meanwhile.
 */
final class GateAnswers {
    /** Beyond its own time limit an own probe needs no more than this to be acted on, unless other answers take long. */
    private static final Duration PROMPT = Duration.ofSeconds(5);

    private final Site site;
    private final Map<Question<?>, Moment> asked = new HashMap<>();
    private Optional<Situation> given = Optional.empty();
    private Optional<Series> confirmed = Optional.empty();
    private Optional<Question<?>> last = Optional.empty();
    private boolean confirmedAgain;

    GateAnswers(Site site) {
        this.site = site;
    }

    /**
     * Keeps the answers in {@code situation}; the last of them was to {@code question}, which {@code decision} lacked.
     *
     * @param since when that was asked: what is seen while an answer is on its way may be older than the answer
     */
    void keep(Situation situation, Question<?> question, Decision decision, Moment since) {
        last = Optional.of(question);
        if (question == Question.CONFIRM) {
            confirmedAgain |= asked.containsKey(question) && confirmed.equals(decision.suspect());
            confirmed = decision.suspect();
        }
        asked.put(question, since);
        given = Optional.of(situation);
    }

    /** The fresh situation with every answer that is about it, and of now. */
    Situation in(Situation fresh) {
        if (given.isEmpty()) {
            return fresh;
        }
        Situation whole = fresh;
        for (Question<?> question : asked.keySet()) {
            if (!isOlder(question, site.freshness(), fresh.now())) {
                whole = whole.withAnswerOf(given.get(), question);
            }
        }
        return Policy.decide(whole).suspect().equals(confirmed)
                ? whole
                : whole.with(Question.CONFIRM, new Reading.NotAsked<>());
    }

    /** When the oldest answer was asked for that still counts at {@code now}. */
    Moment oldest(Moment now) {
        Duration most = Duration.ZERO;
        Moment oldest = now;
        for (Moment since : asked.values()) {
            Duration age = Elapsed.between(since, now);
            if (age.compareTo(most) > 0 && age.compareTo(site.freshness()) <= 0) {
                most = age;
                oldest = since;
            }
        }
        return oldest;
    }

    private boolean isOlder(Question<?> question, Duration limit, Moment now) {
        Moment since = asked.get(question);
        return since != null && Elapsed.between(since, now).compareTo(limit) > 0;
    }

    /**
     * What is to be asked before {@code decision} may be carried out: what it lacks; where the service is, after anything else
     * that took its time; and, once more, the own probe where the others took longer than it may.
     */
    Optional<Question<?>> next(Decision decision, Moment now) {
        Optional<Question<?>> missing = decision.questions().stream().findFirst();
        if (missing.isPresent()) {
            return missing;
        } else if (last.filter(Question.ENGINE::equals).isEmpty()) {
            return Optional.of(Question.ENGINE);
        }
        boolean isAgeing = isOlder(Question.CONFIRM, site.confirmTimeout().plus(PROMPT), now);
        return isAgeing && !confirmedAgain ? Optional.of(Question.CONFIRM) : Optional.empty();
    }

    /**
     * How much time has passed within one process, by uptime or by the wall clock, whichever says more: a virtual machine that was
     * paused misses it in the uptime, a clock that was set back in the other.
     */
    static final class Elapsed {
        private Elapsed() {}

        static Duration between(Moment earlier, Moment later) {
            Duration uptime = later.since(earlier).abs();
            Duration clock = Duration.between(earlier.time(), later.time()).abs();
            return uptime.compareTo(clock) >= 0 ? uptime : clock;
        }
    }
}
