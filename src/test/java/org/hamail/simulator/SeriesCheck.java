package org.hamail.simulator;

import org.hamail.model.CheckKind;
import org.hamail.model.Observer;
import org.hamail.plugin.Status;
import org.hamail.recovery.event.Series;

/** A service of a core. */
final class SeriesCheck {
    final Mail mail;
    final int role;
    final Series series;
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

    SeriesCheck(Mail mail, int role, CheckKind kind, Observer observer, long offset) {
        this.mail = mail;
        this.role = role;
        this.series = new Series(Mail.ROLES[role], kind, observer);
        this.offset = offset;
    }

    boolean isHardProblem() {
        return hard && state != Status.OK;
    }
}
