package org.hamail.operator.replay.log;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class DowntimesTest {
    private static final String NAGIOS = " Service has entered a period of scheduled downtime";
    private static final String ICINGA = " Checkable has entered a scheduled downtime.";

    private final Downtimes downtimes = new Downtimes();

    private DowntimesTest service(String what, String text) {
        return take(LogKind.SERVICE_DOWNTIME, "IMAP", what, text);
    }

    private DowntimesTest host(String what, String text) {
        return take(LogKind.HOST_DOWNTIME, "", what, text);
    }

    private DowntimesTest take(LogKind kind, String service, String what, String text) {
        downtimes.take(new LogEvent(1764547200, kind, "mail1", service, what, "", "", text));
        return this;
    }

    private void assertDepth(int depth) {
        assertEquals(depth, downtimes.depth("mail1", "IMAP"));
    }

    @Test
    void ofNagiosItIsSwitchThatReloadRepeats() {
        service("STARTED", NAGIOS).service("STARTED", NAGIOS).assertDepth(1);
        service("STOPPED", NAGIOS).assertDepth(0);
    }

    @Test
    void ofIcingaEachOneCounts() {
        service("STARTED", ICINGA).service("STARTED", ICINGA).assertDepth(2);
        service("STOPPED", ICINGA).assertDepth(1);
        service("CANCELLED", ICINGA).assertDepth(0);
    }

    @Test
    void oneThatNobodySawBeginEndsNothing() {
        service("STOPPED", ICINGA).service("CANCELLED", NAGIOS).assertDepth(0);
        service("STARTED", ICINGA).assertDepth(1);
    }

    @Test
    void thatOfTheHostCountsForItsServices() {
        host("STARTED", NAGIOS).service("STARTED", NAGIOS).assertDepth(2);
        service("STOPPED", NAGIOS).assertDepth(1);
        assertEquals(1, downtimes.depth("mail1", "POP3"));
        assertEquals(0, downtimes.depth("mail2", "IMAP"));
    }

    @Test
    void aCancelledOneIsOver() {
        host("STARTED", NAGIOS).host("CANCELLED", NAGIOS).assertDepth(0);
    }
}
