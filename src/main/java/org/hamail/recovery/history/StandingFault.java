package org.hamail.recovery.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hamail.recovery.event.Entry;
import org.hamail.recovery.event.Moment;
import org.hamail.recovery.event.NodeSeries;
import org.hamail.recovery.event.OwnProbe;
import org.hamail.recovery.event.Series;

/**
 * A series of one node, or of the logical host, whose newest report is a problem of a kind that is acted on, and that neither an
 * OK of the same, nor a probe that succeeded, nor a verified action has ended since.
 *
 * @param first the report that began it
 * @param newest the last report of the problem
 * @param evidence what the newest report would weigh, had every gate been open then
 * @param reports each report since it began, the newest few hundred of them: successive, whenever they were
 * @param probe the last probe of hamail's own since it began
 */
public record StandingFault(
        Series series, Entry first, Entry newest, Evidence evidence, List<Evidence> reports, Optional<Entry> probe) {
    private static final int MOST = 300;

    public StandingFault {
        reports = List.copyOf(reports);
    }

    /** When and how a fault ended otherwise than by its own OK. */
    public record End(Moment at, How how) {
        public boolean elsewhere() {
            return how == How.ELSEWHERE;
        }
    }

    /** What ends a fault that no OK ended. */
    public enum How {
        /** Its node did not hold the logical host: nothing was seen of the fault itself. */
        ELSEWHERE,
        /** A probe of hamail's own was served. */
        SERVES,
        /** An action was verified. */
        VERIFIED
    }

    /** The same after another report; one that was delivered before is none more. */
    StandingFault again(Entry report, Evidence said, boolean duplicate) {
        List<Evidence> more = new ArrayList<>(reports);
        if (!duplicate) {
            more.add(said);
        }
        List<Evidence> kept = more.subList(Math.max(0, more.size() - MOST), more.size());
        return new StandingFault(series, first, report, said, kept, probe);
    }

    StandingFault probed(Entry entry) {
        return new StandingFault(series, first, newest, evidence, reports, Optional.of(entry));
    }

    /** The same while its node does not hold the logical host: what was reported and probed of it until now never counts later. */
    StandingFault elsewhere() {
        return new StandingFault(series, first, newest, evidence, List.of(), Optional.empty());
    }

    /** Its series, of the node that it is about. */
    public NodeSeries ofNode() {
        return evidence.ofNode();
    }

    /** What the last probe since it began saw. */
    public Optional<OwnProbe> lastProbe() {
        return probe.map(entry -> (OwnProbe) entry.event());
    }

    /** When it was reported first. */
    public Moment since() {
        return first.at();
    }

    /** For an operator, behind the fault: the node that it is about, nothing where it is about the logical host. */
    public String where() {
        return evidence.node().map(name -> " on " + name).orElse("");
    }

    /** For an operator, e.g. {@code imapd absent}. */
    public String words() {
        return series.daemon().word() + " " + evidence.cause().word();
    }
}
