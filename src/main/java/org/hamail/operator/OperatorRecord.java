package org.hamail.operator;

import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Predicate;
import org.hamail.model.ServiceState;
import org.hamail.operator.Operator.Request;
import org.hamail.operator.Operator.Result;
import org.hamail.recovery.ServiceSwitch;
import org.hamail.recovery.Site;
import org.hamail.recovery.SituationLoader;
import org.hamail.recovery.event.OperatorCommand;
import org.hamail.recovery.journal.Journal;
import org.hamail.recovery.journal.JournalBroken;
import org.hamail.recovery.journal.JournalUnavailable;

/**
 * Writes down what an operator does, with who does it and why. Whatever closes a gate is in force before it is written down;
 * whatever opens one only afterwards.
 */
final class OperatorRecord {
    private final Site site;
    private final Request request;

    OperatorRecord(Site site, Request request) {
        this.site = site;
        this.request = request;
    }

    /** Whatever the switch says now. */
    Result switchTo(String verb, ServiceState.Switch position, String sentence)
            throws IOException, JournalUnavailable, JournalBroken {
        return switchTo(verb, position, sentence, now -> true);
    }

    /**
     * {@code seen}: what {@code verb} was decided by, empty where it could not be read; refused where somebody has switched
     * meanwhile, be it to the same.
     */
    Result switchTo(String verb, ServiceState.Switch position, String sentence, Optional<ServiceState> seen)
            throws IOException, JournalUnavailable, JournalBroken {
        return switchTo(
                verb, position, sentence, now -> seen.filter(now::equals).isPresent());
    }

    private Result switchTo(
            String verb, ServiceState.Switch position, String sentence, Predicate<ServiceState> expected)
            throws IOException, JournalUnavailable, JournalBroken {
        if (request.dryRun()) {
            return Result.done("would be " + sentence);
        }
        ServiceState state = state(position);
        try (Journal journal = proved()) {
            Optional<ServiceState> now = new ServiceSwitch(site.directory()).known();
            if (now.isPresent() && !expected.test(now.get())) {
                return Result.refused(now.get().sentence() + " meanwhile; the switch stays as it is");
            }
            if (position == ServiceState.Switch.ON) {
                journal.append(act(verb));
                new ServiceSwitch(site.directory()).write(state);
            } else {
                new ServiceSwitch(site.directory()).write(state);
                journal.append(act(verb));
            }
        }
        return Result.done(sentence);
    }

    /** What the switch says from now on. */
    ServiceState state(ServiceState.Switch position) {
        return new ServiceState(
                position,
                request.who(),
                request.reason(),
                Optional.of(inMillis(site.moments().now().time())),
                request.until().map(OperatorRecord::inMillis));
    }

    /** Writes into the journal that somebody did {@code verb}, and {@code what} of it. */
    void write(String verb, String what) throws JournalUnavailable, JournalBroken {
        String reason = request.reason().isEmpty() ? what : what + ": " + request.reason();
        try (Journal journal = proved()) {
            journal.append(new OperatorCommand(verb, request.who(), reason, Optional.empty()));
        }
    }

    void write(String verb) throws JournalUnavailable, JournalBroken {
        try (Journal journal = proved()) {
            journal.append(act(verb));
        }
    }

    /** The journal; nothing is appended to one whose chain is broken. */
    Journal proved() throws JournalUnavailable, JournalBroken {
        Journal journal = site.openJournalPatiently();
        try {
            new SituationLoader(site).history(journal, site.moments().now());
            return journal;
        } catch (JournalUnavailable | JournalBroken | RuntimeException e) {
            journal.close();
            throw e;
        }
    }

    OperatorCommand act(String verb) {
        return new OperatorCommand(
                verb, request.who(), request.reason(), request.until().map(OperatorRecord::inMillis));
    }

    /** As all times in the journal. */
    private static String inMillis(Instant time) {
        return time.truncatedTo(ChronoUnit.MILLIS).toString();
    }
}
