package org.hamail.operator.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.hamail.model.CheckKind;
import org.hamail.model.Observer;
import org.hamail.model.Role;
import org.hamail.recovery.event.Series;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ServiceMapTest {
    private static final Series REMOTE = new Series(Role.IMAPD, CheckKind.PROTOCOL, Observer.REMOTE);
    private static final Series LOCAL = new Series(Role.IMAPD, CheckKind.PROTOCOL, Observer.LOCAL);

    private static MapRow row(String host, String service, String logicalHost, @Nullable Series series) {
        return new MapRow(Pattern.compile(host), Pattern.compile(service), logicalHost, Optional.ofNullable(series));
    }

    private static Optional<Series> series(ServiceMap map, String host, String service) {
        return map.target(host, service).flatMap(MapRow.MapTarget::series);
    }

    @Test
    void patternsMatchWholeNames() {
        var map = new ServiceMap(List.of(row("mx.", "IMAP", "mail1", REMOTE)), Set.of("mail1"));
        assertEquals(Optional.of(REMOTE), series(map, "mx1", "IMAP"));
        assertEquals(Optional.empty(), map.target("mx1", "IMAP4"));
        assertEquals(Optional.empty(), map.target("amx1", "IMAP"));
    }

    @Test
    void theFirstRowThatMatchesCounts() {
        var map = new ServiceMap(
                List.of(row("mx1", "IMAP", "mail1", LOCAL), row("mx.*", ".*", "mail1", REMOTE)), Set.of("mail1"));
        assertEquals(Optional.of(LOCAL), series(map, "mx1", "IMAP"));
        assertEquals(Optional.of(REMOTE), series(map, "mx2", "IMAP"));
    }

    @Test
    void rowComesBeforeNamesThatAreShipped() {
        var map = new ServiceMap(List.of(row("mail1", ".*local", "mail1", REMOTE)), Set.of("mail1"));
        assertEquals(Optional.of(REMOTE), series(map, "mail1", "IMAP protocol local"));
        assertEquals(Optional.of(REMOTE), series(map, "mail1", "IMAP protocol remote"));
        assertEquals(Optional.empty(), map.target("mail9", "IMAP protocol local"));
    }

    @Test
    void aRowOfTheDirectoryHasNoSeries() {
        var map = new ServiceMap(List.of(row("ldap2", "LDAP", "mail1", null)), Set.of("mail1"));
        assertEquals(Optional.of(new MapRow.MapTarget("mail1", Optional.empty())), map.target("ldap2", "LDAP"));
    }

    @Test
    void eventsOfUnreplayedHostAreLeftOut() {
        var map = new ServiceMap(List.of(row("mx1", ".*", "mail2", REMOTE)), Set.of("mail1"));
        assertEquals(Optional.empty(), map.target("mx1", "IMAP"));
        assertTrue(map.hasHost("mail1"));
        assertFalse(map.hasHost("mx9"));
    }
}
