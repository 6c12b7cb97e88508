package org.hamail.simulator;

import java.util.Optional;
import org.hamail.model.CheckKind;
import org.hamail.model.Observer;
import org.hamail.plugin.Status;
import org.hamail.recovery.event.Series;

/** A service of a core. */
final class SeriesCheck {
    final Mail mail;
    final int role;
    final Series series;
    /** The one that it watches; -1 when it watches the logical host, wherever that is. */
    final int node;

    /** When in each minute it is due, in ms. */
    final long offset;

    Status state = Status.OK;
    boolean hard = true;
    int attempt = 1;
    long hardSince;
    String output = "X OK: well";
    boolean scheduled;
    /** Since when hamail knows by a report that it is a problem; -1 when it does not. */
    long reportedSince = -1;

    SeriesCheck(Mail mail, int role, CheckKind kind, Observer observer, int node, long offset) {
        this.mail = mail;
        this.node = node;
        this.role = role;
        this.series = new Series(Mail.ROLES[role], kind, observer);
        this.offset = offset;
    }

    Optional<String> nodeName() {
        return node < 0 ? Optional.empty() : Optional.of(Mail.NODES[node]);
    }

    /** What is wrong with what it watches. */
    Mail.Trouble trouble() {
        return mail.trouble(role, node);
    }

    /** Whether it was a problem already before the service came to the node that it watches: then that was about an idle node. */
    boolean isOldNews() {
        return node >= 0 && (node != mail.active || hardSince <= mail.cameAt);
    }

    /** Whether its node did not hold the service when it was reported last, and does now: the core says no other word of it. */
    boolean isToldOfIdleNodeThatIsActiveNow() {
        return node >= 0 && node == mail.active && reportedSince >= 0 && hardSince <= mail.cameAt;
    }

    /** Whether an output names a cause that is acted on: not one that saw nothing, found no address, or was refused. */
    static boolean tellsOfOutage(String output) {
        return output.contains(" CRITICAL [absent]")
                || (output.contains(" CRITICAL [timeout/") && !output.contains("[timeout/resolve]"));
    }

    boolean isHardProblem() {
        return hard && state != Status.OK;
    }
}
