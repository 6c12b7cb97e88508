package org.hamail.recovery.event;

import org.hamail.model.CheckKind;
import org.hamail.model.Observer;
import org.hamail.model.Role;
import org.jspecify.annotations.Nullable;

/** One observer of one daemon by one kind of check: whose reports follow each other. */
public record Series(Role daemon, CheckKind check, Observer observer) {
    public static Series of(Notification notification) {
        return new Series(notification.daemon(), notification.check(), notification.observer());
    }

    // written out: the first generated equals and hashCode of a process cost it tens of milliseconds, and this is a
    // map's key
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Series series
                && daemon == series.daemon
                && check == series.check
                && observer == series.observer;
    }

    @Override
    public int hashCode() {
        return (daemon.name().hashCode() * 31 + check.name().hashCode()) * 31
                + observer.name().hashCode();
    }

    /** For people, e.g. {@code imapd protocol (remote)}. */
    public String words() {
        return daemon.word() + " " + check.word() + " (" + observer.word() + ")";
    }
}
