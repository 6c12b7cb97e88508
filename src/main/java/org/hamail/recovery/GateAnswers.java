package org.hamail.recovery;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.hamail.recovery.event.Moment;
import org.hamail.recovery.event.Series;
import org.hamail.recovery.policy.Decision;
import org.hamail.recovery.policy.Policy;
import org.hamail.recovery.policy.Reading;
import org.hamail.recovery.policy.Situation;

/**
 * What the world has answered a worker so far, while the journal goes on: an answer about one daemon is none about another,
 * and one that is old by uptime or by the wall clock is none at all, because the worker stood still meanwhile.
 */
final class GateAnswers {
    private static final String ENGINE = "engine";
    private static final String CONFIRM = "confirm";

    /** Asked under the locks, with the decision itself. */
    private static final String STORM = "storm";

    /** Beyond its own time limit an own probe needs no more than this to be acted on, unless other answers take long. */
    private static final Duration PROMPT = Duration.ofSeconds(5);

    private final Site site;
    private final Map<String, Moment> asked = new HashMap<>();
    private Optional<Situation> given = Optional.empty();
    private Optional<Series> confirmed = Optional.empty();
    private String last = "";
    private boolean confirmedAgain;

    GateAnswers(Site site) {
        this.site = site;
    }

    /**
     * Keeps the answers in {@code situation}; the last of them was to the gate {@code question} that {@code decision} lacked.
     *
     * @param since when that was asked: what is seen while an answer is on its way may be older than the answer
     */
    void keep(Situation situation, String question, Decision decision, Moment since) {
        last = question.equals("target") ? ENGINE : question;
        confirmedAgain |= last.equals(CONFIRM) && asked.containsKey(CONFIRM) && confirmed.equals(decision.suspect());
        if (last.equals(CONFIRM)) {
            confirmed = decision.suspect();
        }
        asked.put(last, since);
        given = Optional.of(situation);
    }

    /** The fresh situation with every answer that is about it, and of now. */
    Situation in(Situation fresh) {
        if (given.isEmpty()) {
            return fresh;
        }
        Situation old = given.get();
        Moment now = fresh.now();
        Situation whole = fresh.withEngine(young(ENGINE, old.engine(), now))
                .withDirectory(young("directory", old.directory(), now))
                .withSanity(young("sanity", old.sanity(), now))
                .withConfirm(young(CONFIRM, old.confirm(), now));
        return Policy.decide(whole).suspect().equals(confirmed) ? whole : whole.withConfirm(new Reading.NotAsked<>());
    }

    private <T> Reading<T> young(String question, Reading<T> answer, Moment now) {
        return isOlder(question, site.freshness(), now) ? new Reading.NotAsked<>() : answer;
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

    private boolean isOlder(String question, Duration limit, Moment now) {
        Moment since = asked.get(question);
        return since != null && Elapsed.between(since, now).compareTo(limit) > 0;
    }

    /**
     * What is to be asked before {@code decision} may be carried out: what it lacks; where the service is, after anything else
     * that took its time; and, once more, the own probe where the others took longer than it may.
     */
    Optional<String> next(Decision decision, Moment now) {
        Optional<String> missing =
                decision.missing().stream().filter(gate -> !gate.equals(STORM)).findFirst();
        if (missing.isPresent()) {
            return missing;
        } else if (!last.equals(ENGINE)) {
            return Optional.of(ENGINE);
        }
        boolean isAgeing = isOlder(CONFIRM, site.confirmTimeout().plus(PROMPT), now);
        return isAgeing && !confirmedAgain ? Optional.of(CONFIRM) : Optional.empty();
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
