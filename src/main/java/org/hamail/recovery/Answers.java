package org.hamail.recovery;

import java.util.Optional;
import org.hamail.recovery.fault.Series;
import org.hamail.recovery.policy.Decision;
import org.hamail.recovery.policy.Policy;
import org.hamail.recovery.policy.Reading;
import org.hamail.recovery.policy.Situation;

/** What the world has answered a worker so far, while the journal goes on: an answer about one daemon is none about another. */
final class Answers {
    private Optional<Situation> given = Optional.empty();
    private Optional<Series> confirmed = Optional.empty();

    /** Keeps the answers in {@code situation}; the last of them was to the gate {@code question} that {@code asked} lacked. */
    void keep(Situation situation, String question, Decision asked) {
        if (question.equals("confirm")) {
            confirmed = asked.suspect();
        }
        given = Optional.of(situation);
    }

    /** The fresh situation with every answer that is about it. */
    Situation in(Situation fresh) {
        if (given.isEmpty()) {
            return fresh;
        }
        Situation old = given.get();
        Situation whole = fresh.withEngine(old.engine())
                .withDirectory(old.directory())
                .withSanity(old.sanity())
                .withConfirm(old.confirm());
        return Policy.decide(whole).suspect().equals(confirmed) ? whole : whole.withConfirm(new Reading.NotAsked<>());
    }
}
