package org.hamail.recovery.fault;

/** One observer of one daemon by one kind of check: whose reports follow each other. */
public record Series(Daemon daemon, CheckKind check, Observer observer) {
    public static Series of(Notification notification) {
        return new Series(notification.daemon(), notification.check(), notification.observer());
    }

    /** For people, e.g. {@code imapd protocol (remote)}. */
    public String words() {
        return daemon.word() + " " + check.word() + " (" + observer.word() + ")";
    }
}
