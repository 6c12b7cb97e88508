package org.hamail.recovery;

import java.util.ArrayList;
import java.util.List;
import org.hamail.recovery.fault.Entry;
import org.hamail.recovery.fault.FaultHistory;
import org.hamail.recovery.fault.Moment;
import org.hamail.recovery.journal.Journal;
import org.hamail.recovery.journal.JournalBroken;
import org.hamail.recovery.journal.JournalUnavailable;
import org.hamail.recovery.policy.Reading;
import org.hamail.recovery.policy.Situation;

/** Turns what the journal and the switch say into the beginning of a situation. */
final class Deliberation {
    private final Site site;
    private List<Entry> known = new ArrayList<>();

    Deliberation(Site site) {
        this.site = site;
    }

    /** What has happened, for one who has the journal {@code held}; sets a checkpoint when reading begins to cost. */
    FaultHistory history(Journal held, Moment now) throws JournalUnavailable, JournalBroken {
        var recollection = new Recollection(site);
        Recollection.Recalled recalled = recollection.recall(entry -> false);
        recollection.remember(recalled, now);
        known = new ArrayList<>(recalled.entries());
        return FaultHistory.of(known, site.faultRules());
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
        known.add(entry);
        return situation(site.moments().now(), FaultHistory.of(known, site.faultRules()));
    }

    private Situation situation(Moment now, FaultHistory history) {
        return Situation.of(now, site.settings(), history, new ServiceSwitch(site.directory()).read())
                .withOtherWorker(new Reading.Known<>(false, "journal", 0));
    }
}
