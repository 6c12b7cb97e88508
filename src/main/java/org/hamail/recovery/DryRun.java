package org.hamail.recovery;

import java.util.List;
import org.hamail.recovery.KeptHistories.CachedHistory;
import org.hamail.recovery.event.Entry;
import org.hamail.recovery.event.Moment;
import org.hamail.recovery.event.Notification;
import org.hamail.recovery.journal.JournalBroken;
import org.hamail.recovery.journal.JournalUnavailable;
import org.hamail.recovery.policy.Situation;

/** The situation as it would be if a notification were recorded now. Nothing is written. */
final class DryRun {
    private final Site site;

    DryRun(Site site) {
        this.site = site;
    }

    Situation with(Notification notification) throws JournalUnavailable, JournalBroken {
        Moment now = site.moments().now();
        CachedHistory past = new HistoryLoader(site).past();
        var entry = new Entry(past.lastSeq() + 1, now, notification);
        return SituationLoader.situation(site, now, past.history().with(List.of(entry)));
    }
}
