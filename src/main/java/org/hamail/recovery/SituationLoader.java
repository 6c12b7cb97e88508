package org.hamail.recovery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hamail.recovery.KeptHistories.CachedHistory;
import org.hamail.recovery.event.DecisionRecord;
import org.hamail.recovery.event.Entry;
import org.hamail.recovery.event.Moment;
import org.hamail.recovery.history.FaultHistory;
import org.hamail.recovery.history.Report;
import org.hamail.recovery.journal.Journal;
import org.hamail.recovery.journal.JournalBroken;
import org.hamail.recovery.journal.JournalUnavailable;
import org.hamail.recovery.policy.Decision;
import org.hamail.recovery.policy.Policy;
import org.hamail.recovery.policy.Question;
import org.hamail.recovery.policy.Reading;
import org.hamail.recovery.policy.Situation;

/** Turns what the journal and the switch say into the beginning of a situation. */
public final class SituationLoader {
    /** A core that has not answered for so long is silent, and is not asked again before {@link #SILENT_FOR} has passed. */
    private static final Duration LONG = Duration.ofSeconds(2);

    /** A fresh report does not need the core's view: each question to a silent one would only delay what is to be done. */
    private static final Duration SILENT_FOR = Duration.ofMinutes(1);

    private final Site site;
    private final HistoryLoader historyLoader;
    private Optional<FaultHistory> known = Optional.empty();
    private Optional<CoreState> core = Optional.empty();
    private Optional<Moment> silence = Optional.empty();

    public SituationLoader(Site site) {
        this(site, KeptHistories.none());
    }

    /** One that begins with what is known of the journal. */
    SituationLoader(Site site, KeptHistories kept) {
        this.site = site;
        this.historyLoader = new HistoryLoader(site, kept);
    }

    /**
     * Asks the monitoring core, where it can be asked and is not known to be silent, how things stand now; until then only
     * notifications speak for it.
     */
    CoreState askCore() {
        Moment before = site.moments().now();
        if (core.isPresent()
                && silence.filter(then -> before.since(then).compareTo(SILENT_FOR) < 0)
                        .isPresent()) {
            return core.get();
        }
        CoreState state = CoreState.read(site);
        core = Optional.of(state);
        Moment after = site.moments().now();
        silence =
                !state.isReadable() && after.since(before).compareTo(LONG) >= 0 ? Optional.of(after) : Optional.empty();
        return state;
    }

    /** What has happened, for one who has the journal {@code held}; sets a checkpoint when reading begins to cost. */
    public FaultHistory history(Journal held, Moment now) throws JournalUnavailable, JournalBroken {
        CachedHistory past = historyLoader.past();
        historyLoader.remember(past.recalled(), now);
        known = Optional.of(past.history());
        return past.history();
    }

    /** Lets the next one begin with what this one knows; for one who has the journal {@code held}, after all that it records. */
    void keep(Journal held) {
        historyLoader.keep(site.moments().now());
    }

    /**
     * What is known without asking anybody. Nobody else acts unless the journal says so: every actor writes its intent first.
     */
    Situation situation(Journal held) throws JournalUnavailable, JournalBroken {
        Moment now = site.moments().now();
        return situation(now, history(held, now));
    }

    /** The same, when {@code entry} is all that has been recorded since. */
    Situation situationWith(Entry entry) {
        return situation(site.moments().now(), knownWith(entry));
    }

    /** Decides for a report whose recorder did not live to do it, so that there is never more than one without an answer. */
    void decideUnansweredReport(Journal held) throws JournalUnavailable, JournalBroken {
        Situation situation = situation(held);
        Optional<Report> unanswered = situation.history().latest().filter(report -> !report.decided());
        if (unanswered.isPresent()) {
            Decision late = Policy.decide(situation);
            situationWith(held.append(naming(late, unanswered.get().entry())));
        }
    }

    /** Decides about a report that has just been recorded as {@code entry}, and records that. */
    void answer(Journal held, Entry entry) throws JournalUnavailable {
        knownWith(held.append(naming(Policy.decide(situationWith(entry)), entry)));
    }

    private FaultHistory knownWith(Entry entry) {
        FaultHistory history = known.orElseGet(() -> FaultHistory.of(List.of(), site.faultRules()))
                .with(List.of(entry));
        known = Optional.of(history);
        return history;
    }

    /** The decision, with the report that asked for it among its reasons. */
    static DecisionRecord naming(Decision decision, Entry entry) {
        DecisionRecord made = decision.made();
        if (made.because().contains(entry.seq())) {
            return made;
        }
        var because = new ArrayList<>(made.because());
        because.add(entry.seq());
        return new DecisionRecord(made.decision(), made.rule(), made.reason(), made.gates(), because);
    }

    private Situation situation(Moment now, FaultHistory history) {
        Situation situation = situation(site, now, history);
        return core.map(state -> situation.withCore(state.words(now))).orElse(situation);
    }

    /** How things stand before anybody is asked: {@code history}, the switch, and which questions are not configured. */
    static Situation situation(Site site, Moment now, FaultHistory history) {
        Situation situation = Situation.of(now, site.settings(), history, new ServiceSwitch(site.directory()).read())
                .withOtherWorker(new Reading.Known<>(false, "journal", 0));
        Set<Question<Boolean>> configured = site.preconditions().configured();
        for (Question<Boolean> question : List.of(Question.DIRECTORY, Question.SANITY)) {
            if (!configured.contains(question)) {
                situation = situation.with(question, new Reading.NotConfigured<>());
            }
        }
        return situation;
    }
}
