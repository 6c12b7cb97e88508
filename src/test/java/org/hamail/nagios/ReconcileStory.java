package org.hamail.nagios;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.hamail.model.CheckKind;
import org.hamail.model.Observer;
import org.hamail.model.Role;
import org.hamail.nagios.WatchingCore.Handler;
import org.hamail.plugin.Status;
import org.hamail.recovery.core.CoreService;
import org.hamail.recovery.core.CoreView;
import org.hamail.recovery.core.CoreView.NotShown;
import org.hamail.recovery.core.CoreView.SeriesView;
import org.hamail.recovery.core.EventHandler;
import org.hamail.recovery.event.CoreReport;
import org.hamail.recovery.event.DecisionRecord;
import org.hamail.recovery.event.Entry;
import org.hamail.recovery.event.Event;
import org.hamail.recovery.event.Intent;
import org.hamail.recovery.event.NodeSeries;
import org.hamail.recovery.event.Notification;
import org.hamail.recovery.event.OwnProbe;
import org.hamail.recovery.event.Series;
import org.hamail.recovery.event.Verification;
import org.hamail.support.Eventually;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Faults that the monitoring core says nothing more about: a Dovecot that died in a downtime, one whose event handler does
 * not reach hamail, one whose event handler is switched off. {@code check_mail_ha}, as a service of the core, is all that
 * goes on asking.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ReconcileStory {
    static final Duration LIMIT = Duration.ofMinutes(4);
    private static final Duration LONG = Duration.ofHours(1);
    private static final Duration SHORT = Duration.ofSeconds(15);
    private static final String WORK = "work";

    /** More than the two minutes for which a problem may be on its way to the event handler. */
    private static final Duration UNREPORTED = Duration.ofMinutes(3);

    private static final Series IMAPD = new Series(Role.IMAPD, CheckKind.PROCESS, Observer.LOCAL);

    private final WatchingCore core;
    private final Map<WatchedMail, Handler> hosts = new LinkedHashMap<>();
    private final WatchedMail cancelled = host("cancelled", Handler.SHIPPED);
    private final WatchedMail ending = host("ending", Handler.SHIPPED);
    private final WatchedMail flexible = host("flexible", Handler.SHIPPED);
    private final WatchedMail misspelled = host("misspelled", Handler.MISSPELLED);
    private final WatchedMail switched = host("switched", Handler.SHIPPED);
    private final WatchedMail untold = host("untold", Handler.SWITCHED_OFF);
    private final Path stateDir;

    /** {@code core} is not started yet. */
    ReconcileStory(WatchingCore core) {
        this.core = core;
        this.stateDir = core.root().resolve("state");
    }

    final Path root() {
        return core.root();
    }

    private WatchedMail host(String name, Handler handler) {
        WatchedMail host = WatchedMail.start(name);
        hosts.put(host, handler);
        return host;
    }

    @BeforeAll
    void everyDovecotDiesAndTheCoreHasSaidAllThatItWillSay() throws IOException {
        Path configuration = core.root().resolve("hamail.yaml");
        Files.createDirectory(stateDir);
        Files.writeString(
                configuration,
                "state_dir: " + stateDir + "\ncore: " + core.configuration() + "\n"
                        + WatchedMail.configuration(hosts.keySet()));
        core.start(hosts, configuration);
        for (WatchedMail host : hosts.keySet()) {
            until(host, service -> service.state().equals(Optional.of(Status.OK)));
            untilHa(host, "HA OK: " + host.name + " on and idle");
        }

        core.flexibleDowntime(flexible, SHORT);
        for (WatchedMail host : List.of(cancelled, ending, switched)) {
            core.downtime(host, WORK, LONG);
            until(host, service -> service.downtimeDepth() == 1);
        }
        hosts.keySet().forEach(WatchedMail::kill);
        for (WatchedMail host : List.of(cancelled, ending, switched)) {
            Eventually.get(LIMIT, () -> events(host, Notification.class), told -> told.stream()
                    .anyMatch(each -> (each.state() + each.stateType()).equals("CRITICALHARD")));
        }
        until(misspelled, CoreService::hardProblem);
        until(untold, CoreService::hardProblem);
    }

    @AfterAll
    void stop() {
        core.close();
        hosts.keySet().forEach(WatchedMail::close);
    }

    @Test
    void mailIsServedAgainWhenDowntimeIsCancelled() {
        untilHa(cancelled, "HA WARNING [held]: imapd absent since ");
        untilHa(cancelled, ", held by downtime");
        Instant end = Instant.now();
        core.cancelDowntime(cancelled, WORK);
        assertRepaired(cancelled);
        assertNothingBefore(end, cancelled);
    }

    @Test
    void mailIsServedAgainWhenADowntimeEnds() {
        Instant end = Instant.now().plus(SHORT).minusSeconds(1); // the core counts whole seconds
        core.downtime(ending, "second", SHORT);
        until(ending, service -> service.downtimeDepth() == 2);
        core.cancelDowntime(ending, WORK);
        assertRepaired(ending);
        assertNothingBefore(end, ending);
    }

    @Test
    void mailIsServedAgainWhenFlexibleDowntimeEnds() {
        assertRepaired(flexible);
        Notification first = events(flexible, Notification.class).stream()
                .filter(told -> told.cause().isPresent())
                .findFirst()
                .orElseThrow();
        assertEquals("1", first.downtime(), "it begins with the problem");
    }

    @Test
    void misspelledHandlerIsFoundAndFaultActedOn() throws IOException {
        core.putBack(List.of(misspelled), UNREPORTED);
        untilHa(
                misspelled,
                "HA CRITICAL [unheard]: misspelled: the core shows a problem of imapd process (local), and no"
                        + " notification has come");
        untilVerified(misspelled);
        assertEquals(1, events(misspelled, CoreReport.class).size());
        assertEquals(List.of(), events(misspelled, Notification.class));
    }

    @Test
    void whatIsSwitchedOffInCoreStaysOff() throws IOException {
        core.putBack(List.of(untold), UNREPORTED);
        core.handler(switched, false);
        until(switched, service -> service.eventHandler() == EventHandler.OFF);
        core.cancelDowntime(switched, WORK);
        untilHa(switched, ", held by downtime (event handler off)");

        core.handlers(false);
        core.handler(switched, true);
        until(switched, service -> service.eventHandler() == EventHandler.ALL_OFF && service.downtimeDepth() == 0);
        untilHa(switched, ", held by downtime (event handler off)");
        assertEquals(List.of(), events(switched, Intent.class));
        assertEquals(List.of(), journal(untold));

        core.handlers(true);
        assertRepaired(switched);
        core.handler(untold, true);
        untilVerified(untold);
    }

    private CoreService until(WatchedMail host, Predicate<CoreService> wanted) {
        SeriesView view = Eventually.get(
                LIMIT,
                () -> core.reader().read() instanceof CoreView seen
                        ? seen.series(host.name, IMAPD, Optional.empty())
                        : new NotShown(host.name, new NodeSeries(IMAPD, Optional.empty()), "the core cannot be read"),
                seen -> seen instanceof CoreService service && wanted.test(service));
        return (CoreService) view;
    }

    private void untilHa(WatchedMail host, String words) {
        Eventually.get(LIMIT, () -> core.ha(host), text -> text.contains(words));
    }

    private void assertRepaired(WatchedMail host) {
        untilVerified(host);
        untilHa(host, "HA OK: " + host.name + " on and idle");
    }

    private void untilVerified(WatchedMail host) {
        Eventually.get(LIMIT, () -> events(host, Verification.class), verified -> verified.stream()
                .anyMatch(Verification::ok));
        assertTrue(host.serves(), host.name);
        assertEquals(1, events(host, Intent.class).size(), host.name);
    }

    /** Everything before {@code end} was held because of the downtime; what came then came from a probe of hamail's own. */
    private void assertNothingBefore(Instant end, WatchedMail host) {
        List<Entry> journal = journal(host);
        List<DecisionRecord> decisions = events(
                journal.stream()
                        .filter(entry -> entry.at().time().isBefore(end))
                        .toList(),
                DecisionRecord.class);
        assertEquals(
                List.of("downtime"),
                decisions.stream()
                        .filter(made -> !made.decision().equals("none"))
                        .map(DecisionRecord::rule)
                        .distinct()
                        .toList(),
                journal::toString);
        Entry first = journal.stream()
                .filter(entry -> entry.event() instanceof Intent)
                .findFirst()
                .orElseThrow();
        assertTrue(!first.at().time().isBefore(end), () -> end + " " + journal);
        List<Entry> between = journal.stream()
                .filter(entry -> entry.seq() < first.seq() && !entry.at().time().isBefore(end))
                .toList();
        // a core that has nothing to do but this is silent; with a machine too busy for its checks it may speak again
        assertTrue(
                events(between, OwnProbe.class).stream().anyMatch(probe -> probe.result() == OwnProbe.Result.FAILS)
                        || !events(between, Notification.class).isEmpty(),
                between::toString);
    }

    private <T extends Event> List<T> events(WatchedMail host, Class<T> kind) {
        return events(journal(host), kind);
    }

    private static <T extends Event> List<T> events(List<Entry> entries, Class<T> kind) {
        return entries.stream()
                .map(Entry::event)
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    private List<Entry> journal(WatchedMail host) {
        return host.journal(stateDir);
    }
}
