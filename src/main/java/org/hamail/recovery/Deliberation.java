package org.hamail.recovery;

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

    Deliberation(Site site) {
        this.site = site;
    }

    FaultHistory history(Journal journal, Moment now) throws JournalUnavailable, JournalBroken {
        return FaultHistory.of(journal.recent(new Horizon(site.settings(), now)), site.faultRules());
    }

    /** What is known without asking anybody. Nobody else acts unless the journal says so: every actor writes its intent first. */
    Situation situation(Journal journal) throws JournalUnavailable, JournalBroken {
        Moment now = site.moments().now();
        return Situation.of(now, site.settings(), history(journal, now), new ServiceSwitch(site.directory()).read())
                .withOtherWorker(new Reading.Known<>(false, "journal", 0));
    }
}
