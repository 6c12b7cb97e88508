package org.hamail.recovery.fault;

import java.util.Optional;

/**
 * A series whose newest report is a problem of a kind that is acted on, and that neither an OK, nor a probe that succeeded,
 * nor a verified action has ended since.
 *
 * @param first the report that began it
 * @param newest the last report of the problem
 * @param evidence what the newest report would weigh, had every gate been open then
 * @param probe the last probe of hamail's own since it began
 */
public record StandingFault(Series series, Entry first, Entry newest, Evidence evidence, Optional<Entry> probe) {
    StandingFault again(Entry report, Evidence evidence) {
        return new StandingFault(series, first, report, evidence, probe);
    }

    StandingFault probed(Entry entry) {
        return new StandingFault(series, first, newest, evidence, Optional.of(entry));
    }

    /** What the last probe since it began saw. */
    public Optional<OwnProbe> lastProbe() {
        return probe.map(entry -> (OwnProbe) entry.event());
    }

    /** When it was reported first. */
    public Moment since() {
        return first.at();
    }

    /** For an operator, e.g. {@code imapd absent}. */
    public String words() {
        return series.daemon().word() + " " + evidence.cause().word();
    }
}
