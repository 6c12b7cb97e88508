package org.hamail.recovery.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.hamail.model.CheckKind;
import org.hamail.model.Observer;
import org.hamail.model.Role;
import org.hamail.plugin.Status;
import org.hamail.recovery.core.CoreService.HostState;
import org.hamail.recovery.core.CoreView.NotShown;
import org.hamail.recovery.core.CoreView.SeriesView;
import org.hamail.recovery.core.MonitoringCore.CoreReading;
import org.hamail.recovery.core.MonitoringCore.CoreUnreadable;
import org.hamail.recovery.event.Notification;
import org.hamail.recovery.event.Series;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against {@code test-fixtures/core/status.dat}, which a Nagios 4.4.6 with the shipped configuration wrote. */
class NagiosStatusFileTest {
    private static final Path RECORDED = Path.of("test-fixtures/core/status.dat");
    private static final Instant WRITTEN = Instant.ofEpochSecond(1795705814);
    private static final Instant NOW = WRITTEN.plusSeconds(9);
    private static final Series IMAPD = new Series(Role.IMAPD, CheckKind.PROCESS, Observer.LOCAL);

    @TempDir
    Path folder;

    @Test
    void serviceStandsAsHandlerWouldReportIt() throws IOException {
        CoreService imapd = imapd(recorded());
        assertEquals(
                new CoreService(
                        "mail1;imapd process",
                        "mail1",
                        IMAPD,
                        Optional.empty(),
                        new LastCheck(
                                Optional.of(Status.CRITICAL),
                                true,
                                Instant.ofEpochSecond(1795705809),
                                Optional.of(Instant.ofEpochSecond(1795705814)),
                                3,
                                3,
                                "DAEMON CRITICAL [absent]: no imapd \\ back"),
                        HostState.UP,
                        0,
                        EventHandler.ON),
                imapd);
        assertEquals(
                new Notification(
                        Role.IMAPD,
                        CheckKind.PROCESS,
                        Observer.LOCAL,
                        "CRITICAL",
                        "HARD",
                        "3",
                        Optional.of("absent"),
                        Optional.empty(),
                        "DAEMON CRITICAL [absent]: no imapd \\ back",
                        "UP",
                        "0",
                        Optional.empty(),
                        Optional.empty()),
                imapd.asNotification());
        assertTrue(imapd.hardProblem());
    }

    @Test
    void exampleHasEveryServiceAndNoOther() throws IOException {
        CoreView view = view(recorded());
        assertEquals(WRITTEN, view.written());
        assertEquals(11, view.of("mail1").size());
        assertEquals(11, view.services().size());
        assertEquals(List.of(), view.unusable());
    }

    @Test
    void aServiceThatIsOkIsNoProblem() throws IOException {
        Series remote = new Series(Role.IMAPD, CheckKind.PROTOCOL, Observer.REMOTE);
        CoreService service =
                assertInstanceOf(CoreService.class, view(recorded()).series("mail1", remote, Optional.empty()));
        assertEquals(Optional.of(Status.OK), service.state());
        assertFalse(service.hardProblem());
    }

    @Test
    void theDowntimesOfServiceAndHostAddUp() throws IOException {
        String service = inImapd("scheduled_downtime_depth=0", "scheduled_downtime_depth=2");
        assertEquals(2, imapd(service).downtimeDepth());
        String both = inBlock(service, "hoststatus {", "scheduled_downtime_depth=0", "scheduled_downtime_depth=1");
        assertEquals(3, imapd(both).downtimeDepth());
    }

    @Test
    void stateOfHostComesWithService() throws IOException {
        assertEquals(
                HostState.DOWN,
                imapd(inHost("current_state=0", "current_state=1")).hostState());
        assertEquals(
                HostState.UNREACHABLE,
                imapd(inHost("current_state=0", "current_state=2")).hostState());
    }

    @Test
    void missingOrDisabledEventHandlerIsSeen() throws IOException {
        assertEquals(
                EventHandler.NONE,
                imapd(inImapd("event_handler=handle_mail_fault", "event_handler="))
                        .eventHandler());
        assertEquals(
                EventHandler.OFF,
                imapd(inImapd("event_handler_enabled=1", "event_handler_enabled=0"))
                        .eventHandler());
        String all = recorded().replace("enable_event_handlers=1", "enable_event_handlers=0");
        assertEquals(EventHandler.ALL_OFF, imapd(all).eventHandler());
    }

    @Test
    void serviceThatWasNeverCheckedHasNoState() throws IOException {
        CoreService imapd = imapd(inImapd("has_been_checked=1", "has_been_checked=0"));
        assertEquals(Optional.empty(), imapd.state());
        assertFalse(imapd.hardProblem());
        assertEquals("PENDING", imapd.asNotification().state());
    }

    @Test
    void logicalHostIsNamedByServiceOrHost() throws IOException {
        String byHost = inHost("_PROFILE=0;netscape-4.1", "_LOGICAL_HOST=0;other");
        assertEquals(11, view(byHost).of("other").size());
        String byService = inBlock(
                byHost,
                "service_description=imapd process",
                "_DAEMON=0;imapd",
                "_DAEMON=1;imapd\n\t_LOGICAL_HOST=0;third");
        assertEquals(1, view(byService).of("third").size());
        assertEquals(10, view(byService).of("other").size());
    }

    @Test
    void nodeServiceCountsOnlyOnActiveNode() throws IOException {
        String a = inImapd("_DAEMON=0;imapd", "_DAEMON=0;imapd\n\t_NODE=0;phys-a");
        String both = inBlock(
                a, "service_description=mshttpd process", "_DAEMON=0;mshttpd", "_DAEMON=0;imapd\n\t_NODE=0;phys-b");
        CoreView view = view(both);
        assertEquals("mail1;imapd process", ((CoreService) view.series("mail1", IMAPD, Optional.of("phys-a"))).name());
        assertEquals(
                "mail1;mshttpd process", ((CoreService) view.series("mail1", IMAPD, Optional.of("phys-b"))).name());
        assertEquals(
                "2 services of the core have the custom variables of imapd process (local) of mail1:"
                        + " mail1;imapd process, mail1;mshttpd process; leave them to one of these",
                why(view.series("mail1", IMAPD, Optional.empty())));
    }

    @Test
    void unshownSeriesIsReportedAsUnshown() throws IOException {
        String other = inImapd("_DAEMON=0;imapd", "_DAEMON=0;popper");
        assertEquals(
                "the core shows no service with the custom variables of imapd process (local) of mail1",
                why(view(other).series("mail1", IMAPD, Optional.empty())));
    }

    @Test
    void twoServicesForOneSeriesAreTooMany() throws IOException {
        String twice =
                inBlock(recorded(), "service_description=mshttpd process", "_DAEMON=0;mshttpd", "_DAEMON=0;imapd");
        assertEquals(
                "2 services of the core have the custom variables of imapd process (local) of mail1:"
                        + " mail1;imapd process, mail1;mshttpd process; leave them to one of these",
                why(view(twice).series("mail1", IMAPD, Optional.of("phys-a"))));
    }

    @Test
    void whatMakesNoSenseConcernsItsSeriesAlone() throws IOException {
        unusable(
                inImapd("last_hard_state_change=1795705809", "last_hard_state_change=1795709999"),
                "last_hard_state_change is in the future, 2026-11-26T16:19:59Z: the clock of the core or of this machine"
                        + " is wrong");
        unusable(inImapd("scheduled_downtime_depth=0\n\t", ""), "scheduled_downtime_depth is missing or no number");
        unusable(inImapd("current_state=2", "current_state=7"), "its state is not known");
        unusable(inImapd("host_name=mail1", "host_name=gone\n\t_LOGICAL_HOST=0;mail1"), "its host is not in the file");
    }

    private void unusable(String text, String reason) throws IOException {
        CoreView view = view(text);
        String told = why(view.series("mail1", IMAPD, Optional.empty()));
        assertTrue(told.endsWith(";imapd process cannot be used: " + reason), told);
        assertEquals(10, view.of("mail1").size());
    }

    @Test
    void missingOrIrregularFileIsUnreadable() throws IOException {
        Path file = folder.resolve("status.dat");
        assertEquals(
                file + " does not exist: the core is not running, or its status_file is another one", unreadable(file));
        assertEquals(folder + " is not a regular file", unreadable(folder));
        Files.writeString(file, "");
        assertEquals(
                file + " does not say when it was written: it is not a whole status file of Nagios", unreadable(file));
    }

    @Test
    void aFileOfAnotherKindIsUnreadable() throws IOException {
        assertUnreadable("log_file=/var/log/nagios4/nagios.log\n", "is not the status file of a monitoring core");
        assertUnreadable("{\"results\": []}\n", "is not the status file of a monitoring core");
        assertUnreadable("\0\0\0\0", "is half-written: its last block is not closed");
    }

    @Test
    void fileOfCoreWithoutHamailsServicesIsUnreadable() throws IOException {
        assertUnreadable(
                recorded().replaceAll("\\t_DAEMON=.*\\n", ""),
                "has no service with the custom variables _DAEMON, _CHECK and _OBSERVER: it is the file of another core,"
                        + " or they are not configured");
    }

    @Test
    void theTimeOfWritingDecidesWhetherItCounts() throws IOException {
        assertUnreadable(
                recorded().replaceFirst("\\tcreated=.*\\n", ""),
                "does not say when it was written: it is not a whole status file of Nagios");
        assertUnreadable(
                recorded().replaceFirst("created=.*", "created=soon"),
                "does not say when it was written: it is not a whole status file of Nagios");
        assertUnreadable(
                recorded().replaceFirst("created=.*", "created=1795705884"),
                "was written in the future, at 2026-11-26T15:11:24Z: the clock of the core or of this machine is wrong");
        assertUnreadable(
                recorded().replaceFirst("created=.*", "created=1795705522"),
                "was written 5 min ago, at 2026-11-26T15:05:22Z: the core is not running, or its status_file is another"
                        + " one");
        view(recorded().replaceFirst("created=.*", "created=1795705883"));
        view(recorded().replaceFirst("created=.*", "created=1795705523"));
    }

    @Test
    void fileThatBreaksOffIsNeverHalfBelieved() throws IOException {
        byte[] whole = recorded().getBytes(StandardCharsets.UTF_8);
        int seen = 0;
        for (int length = 0; length < whole.length; length += 7) {
            Path file = folder.resolve("status.dat");
            Files.write(file, java.util.Arrays.copyOf(whole, length));
            if (read(file) instanceof CoreView view) {
                for (CoreService service : view.services()) {
                    assertTrue(view(recorded()).services().contains(service), service::toString);
                    seen++;
                }
            }
        }
        assertTrue(seen > 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"imapd process", "SMTP protocol local"})
    void aBlockThatIsNotClosedInTheMiddleIsSeen(String service) throws IOException {
        String text = recorded();
        int block = text.indexOf("service_description=" + service);
        int close = text.indexOf("\n\t}\n", block);
        String merged = text.substring(0, close) + text.substring(close + 3);
        assertUnreadable(merged, "is half-written: a block in it is not closed");
    }

    @Test
    void fileThatIsTooLargeIsNotRead() throws IOException {
        Path file = Files.writeString(folder.resolve("status.dat"), recorded());
        try (var sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(200_000_000);
        }
        assertEquals(file + " has 200 MB, more than the 150 MB that are read", unreadable(file));
    }

    @Test
    void endlessLinesAndBlocksEndTheReading() throws IOException {
        assertUnreadable("a".repeat(5 << 20), "has a block of more than 4 MB");
        assertUnreadable("info {\n" + "\ta=b\n".repeat(1 << 20), "has a block of more than 4 MB");
    }

    @Test
    void objectsBeyondBufferAreReadAsOthersAre() throws IOException {
        String padding = "contactstatus {\n\tcontact_name=" + "x".repeat(4093) + "\n\t}\n\n";
        for (int shift = 0; shift < 40; shift += 3) {
            String text = padding.repeat(64) + "#" + "y".repeat(shift) + "\n" + recorded();
            assertEquals(view(recorded()), view(text));
        }
    }

    @Test
    void invalidUtf8AndHugeOutputsDoNoHarm() throws IOException {
        String huge = inImapd("plugin_output=DAEMON", "plugin_output=" + "z".repeat(100_000));
        assertEquals(8192, imapd(huge).output().length());
        byte[] text = inImapd("no imapd", "no \u0001 imapd").getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < text.length; i++) {
            text[i] = text[i] == 1 ? (byte) 0xff : text[i];
        }
        Path file = Files.write(folder.resolve("status.dat"), text);
        CoreView view = assertInstanceOf(CoreView.class, read(file));
        assertEquals(
                Optional.of("absent"),
                ((CoreService) view.series("mail1", IMAPD, Optional.empty()))
                        .asNotification()
                        .cause());
    }

    private void assertUnreadable(String text, String reason) throws IOException {
        Path file = Files.writeString(folder.resolve("status.dat"), text);
        assertEquals(file + " " + reason, unreadable(file));
    }

    private CoreService imapd(String text) throws IOException {
        return assertInstanceOf(CoreService.class, view(text).series("mail1", IMAPD, Optional.empty()));
    }

    private static String why(SeriesView view) {
        return assertInstanceOf(NotShown.class, view).reason();
    }

    private CoreView view(String text) throws IOException {
        return assertInstanceOf(CoreView.class, read(Files.writeString(folder.resolve("status.dat"), text)));
    }

    private static String unreadable(Path file) {
        return assertInstanceOf(CoreUnreadable.class, read(file)).reason();
    }

    private static CoreReading read(Path file) {
        return new NagiosStatusFile(file, Clock.fixed(NOW, ZoneOffset.UTC)).read();
    }

    private static String inImapd(String what, String instead) throws IOException {
        return inBlock(recorded(), "service_description=imapd process", what, instead);
    }

    private static String inHost(String what, String instead) throws IOException {
        return inBlock(recorded(), "hoststatus {", what, instead);
    }

    /** {@code text} with another field in the one block that {@code mark} stands in. */
    private static String inBlock(String text, String mark, String what, String instead) {
        int begin = text.lastIndexOf("{\n", text.indexOf(mark) + mark.length());
        int end = text.indexOf("\n\t}\n", begin);
        String block = text.substring(begin, end);
        assertTrue(block.contains(what), () -> what + " in " + block);
        return text.substring(0, begin) + block.replace(what, instead) + text.substring(end);
    }

    private static String recorded() throws IOException {
        return Files.readString(RECORDED);
    }

    /** The depth in the first file of a core that starts is 0 in every downtime that it kept. */
    @Test
    void justStartedCoreDoesNotKnowDowntimes() throws IOException {
        long now = WRITTEN.getEpochSecond();
        String downtime = "servicedowntime {\n\thost_name=mail1\n\tservice_description=imapd process\n\tstart_time="
                + (now - 600) + "\n\tend_time=" + (now + 600) + "\n\tfixed=1\n\tis_in_effect=0\n\t}\n\n";
        String text = recorded() + downtime;
        String fresh = text.replaceAll("program_start=\\d+", "program_start=" + now);
        assertUnreadable(fresh, "shows a downtime that should have begun and has not: the core has only just started");
        String begun = fresh.replace("is_in_effect=0", "is_in_effect=1");
        assertTrue(imapd(begun).hardProblem());
        String old = text.replaceAll("program_start=\\d+", "program_start=" + (now - 120));
        assertTrue(imapd(old).hardProblem(), "a downtime that nothing begins holds up nothing");
    }

    /** One that was in force when the core ended may go on beyond its end_time, for its duration. */
    @Test
    void justStartedCoreDoesNotKnowFlexibleDowntimes() throws IOException {
        long now = WRITTEN.getEpochSecond();
        String reason = "shows a flexible downtime and not yet whether it is in force: the core has only just started";
        String fresh = recorded().replaceAll("program_start=\\d+", "program_start=" + (now - 30));
        String old = fresh.replaceAll("program_start=\\d+", "program_start=" + (now - 61));
        assertUnreadable(fresh + flexible(now - 600, now + 600, 0), reason);
        assertUnreadable(fresh + flexible(now - 600, now - 300, 1), reason);
        assertTrue(imapd(fresh + flexible(now + 60, now + 600, 0)).hardProblem(), "it cannot have begun");
        assertTrue(imapd(fresh + flexible(now - 600, now - 60, 0)).hardProblem(), "it never began");
        assertTrue(imapd(old + flexible(now - 600, now + 600, 0)).hardProblem(), "it waits for a problem");
    }

    private static String flexible(long start, long end, int inEffect) {
        return "servicedowntime {\n\thost_name=mail1\n\tservice_description=imapd process\n\tstart_time=" + start
                + "\n\tend_time=" + end + "\n\tfixed=0\n\tduration=7200\n\tis_in_effect=" + inEffect + "\n\t}\n\n";
    }
}
