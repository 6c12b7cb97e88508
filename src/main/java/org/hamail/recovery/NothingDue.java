package org.hamail.recovery;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.hamail.io.FileLock;
import org.hamail.recovery.history.FaultHistory;
import org.hamail.recovery.journal.Journal;
import org.hamail.recovery.journal.JournalUnavailable;
import org.hamail.recovery.policy.Decision;
import org.hamail.recovery.policy.Situation;

/** What follows when nothing is to be done now: the decision is recorded, and the worker waits for a gate or ends. */
final class NothingDue {
    private static final int MOST_WAITS = 5;

    private final FileLock held;
    private int waits;

    /** Of the worker that holds its lock {@code held}. */
    NothingDue(FileLock held) {
        this.held = held;
    }

    /** Nothing is written that the journal says already; whether anything was. */
    boolean record(Journal journal, Decision decision, FaultHistory history) throws JournalUnavailable {
        boolean isAnswer = history.latest().filter(report -> !report.decided()).isPresent();
        if (isAnswer || Recorded.isNews(decision.made(), history)) {
            journal.append(decision.made());
            return true;
        }
        return false;
    }

    /** The worker's lock is given up while the journal is still held: a notification comes before this, or finds no worker. */
    NextStep of(Decision decision, Situation situation) throws IOException {
        Optional<Duration> wait = GateWait.of(decision, situation);
        if (wait.isPresent() && waits++ < MOST_WAITS) {
            return new NextStep.Wait(wait.get());
        }
        held.close();
        return new NextStep.Finished();
    }
}
