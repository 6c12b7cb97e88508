package org.hamail.operator.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hamail.model.CheckKind;
import org.hamail.model.Role;
import org.hamail.operator.story.Incidents;
import org.hamail.operator.story.ToldEntries;
import org.hamail.recovery.event.Action;
import org.hamail.recovery.event.Event;
import org.hamail.recovery.event.Intent;
import org.hamail.recovery.event.Notification;
import org.hamail.recovery.event.Outcome;
import org.hamail.recovery.event.Verification;
import org.junit.jupiter.api.Test;

class MailAwayTest {
    private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");
    private static final List<Role> ENABLED = List.of(Role.SMTPD, Role.IMAPD);

    private final ToldEntries entries = new ToldEntries(NOON);

    private MailAwayTest at(long second, Event event) {
        entries.add(second, event);
        return this;
    }

    private static Notification absent(Role role) {
        return ToldEntries.told(role, CheckKind.PROCESS, "CRITICAL", "absent");
    }

    private static Notification well(Role role) {
        return ToldEntries.told(role, CheckKind.PROCESS, "OK", "");
    }

    /** Of the first incident, the daemons that were away with their seconds. */
    private String away() {
        return MailAway.in(Incidents.of(entries.all()).get(0), ENABLED, NOON.plusSeconds(3600)).entrySet().stream()
                .map(away -> away.getKey().word() + " "
                        + MailAway.total(away.getValue()).toSeconds())
                .toList()
                .toString();
    }

    @Test
    void fromFirstReportUntilEverySeriesIsWell() {
        at(0, absent(Role.IMAPD))
                .at(5, ToldEntries.told(Role.IMAPD, CheckKind.PROTOCOL, "CRITICAL", "refused"))
                .at(60, well(Role.IMAPD))
                .at(90, ToldEntries.told(Role.IMAPD, CheckKind.PROTOCOL, "OK", ""));
        assertEquals("[imapd 90]", away());
    }

    @Test
    void eachDaemonForItself() {
        at(0, absent(Role.IMAPD))
                .at(10, absent(Role.SMTPD))
                .at(40, well(Role.SMTPD))
                .at(60, well(Role.IMAPD));
        assertEquals("[smtpd 30, imapd 60]", away());
    }

    @Test
    void aFailoverTakesEveryDaemonAway() {
        at(0, absent(Role.IMAPD));
        at(10, new Intent("1", Action.FAILOVER, "all", Optional.of("a"), Optional.of("b"), false));
        at(30, new Outcome("1", Outcome.Result.DONE, "", BigDecimal.TEN));
        at(40, new Verification("1", true, ""));
        assertEquals("[smtpd 30, imapd 40]", away());
    }

    @Test
    void whatIsNotOverLastsUntilNow() {
        at(0, absent(Role.IMAPD));
        assertEquals("[imapd 3600]", away());
    }

    @Test
    void slowFullOrBadlyCertifiedIsNotAway() {
        for (String cause : List.of("slow", "saturated", "certificate", "dns", "unreachable", "too-many")) {
            at(entries.all().size(), ToldEntries.told(Role.IMAPD, CheckKind.PROTOCOL, "CRITICAL", cause));
        }
        assertEquals("[]", away());
    }
}
