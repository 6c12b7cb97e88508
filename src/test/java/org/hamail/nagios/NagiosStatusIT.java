package org.hamail.nagios;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;
import org.hamail.model.CheckKind;
import org.hamail.model.Observer;
import org.hamail.model.Role;
import org.hamail.plugin.Status;
import org.hamail.recovery.core.CoreService;
import org.hamail.recovery.core.CoreService.HostState;
import org.hamail.recovery.core.CoreView;
import org.hamail.recovery.core.CoreView.NotShown;
import org.hamail.recovery.core.CoreView.SeriesView;
import org.hamail.recovery.core.EventHandler;
import org.hamail.recovery.core.MonitoringCore.CoreReading;
import org.hamail.recovery.core.MonitoringCore.CoreUnreadable;
import org.hamail.recovery.core.NagiosStatusFile;
import org.hamail.recovery.event.NodeSeries;
import org.hamail.recovery.event.Notification;
import org.hamail.recovery.event.Series;
import org.hamail.support.Eventually;
import org.hamail.support.RealServers;
import org.junit.jupiter.api.Test;

/** What a real Nagios with {@code nagios-config/nagios} says in its status file about what people do to it. */
class NagiosStatusIT {
    private static final Duration SOON = Duration.ofMinutes(4);
    private static final Series IMAPD = new Series(Role.IMAPD, CheckKind.PROCESS, Observer.LOCAL);
    private static final Series SMTPD = new Series(Role.SMTPD, CheckKind.PROCESS, Observer.LOCAL);
    private static final Series IMAP = new Series(Role.IMAPD, CheckKind.PROTOCOL, Observer.REMOTE);

    @Test
    void statusFileTellsWhatHandlerIsTold() throws IOException {
        try (RealServers servers = new RealServers()) {
            Path plugins = start(servers);
            CoreService imapd = eventually(servers, IMAPD, CoreService::hardProblem);
            Path calls = servers.root().resolve("nagios/rw/calls");
            String told = Eventually.get(
                    SOON,
                    () -> Files.exists(calls) ? Files.readString(calls) : "",
                    text -> text.contains("[imapd][CRITICAL][HARD]"));
            Notification notification = imapd.asNotification();
            assertTrue(
                    told.contains("[imapd][" + notification.state() + "][" + notification.stateType() + "]["
                            + notification.attempt() + "][" + notification.output() + "][" + notification.hostState()
                            + "][" + notification.downtime() + "]"),
                    () -> told + notification);
            assertEquals(Optional.of("absent"), notification.cause());
            assertEquals(EventHandler.ON, imapd.eventHandler());
            Duration age = Duration.between(imapd.hardSince(), Instant.now());
            assertTrue(!age.isNegative() && age.compareTo(Duration.ofMinutes(2)) < 0, age::toString);

            NagiosConfigurationIT.script(plugins, "check_mail_daemon", "echo 'DAEMON OK: there'");
            CoreService well =
                    eventually(servers, IMAPD, service -> service.state().equals(Optional.of(Status.OK)));
            assertTrue(well.hard() && !well.hardSince().isBefore(imapd.hardSince()), well::toString);
        }
    }

    @Test
    void downtimesAreSeenWhileTheyAreInEffect() throws IOException {
        try (RealServers servers = new RealServers()) {
            Path plugins = start(servers);
            eventually(servers, IMAPD, CoreService::hardProblem);
            long now = Instant.now().getEpochSecond();
            String span = now + ";" + (now + 3600);

            command(servers, "SCHEDULE_SVC_DOWNTIME;mail1;imapd process;" + span + ";1;0;3600;me;work");
            assertEquals(1, eventually(servers, IMAPD, inDowntime(1)).downtimeDepth());
            command(servers, "SCHEDULE_HOST_DOWNTIME;mail1;" + span + ";1;0;3600;me;work");
            assertEquals(HostState.UP, eventually(servers, IMAPD, inDowntime(2)).hostState());
            assertEquals(1, eventually(servers, SMTPD, inDowntime(1)).downtimeDepth());
            command(servers, "DEL_SVC_DOWNTIME;1");
            eventually(servers, IMAPD, inDowntime(1));
            command(servers, "DEL_HOST_DOWNTIME;2");
            eventually(servers, IMAPD, inDowntime(0));

            command(servers, "SCHEDULE_SVC_DOWNTIME;mail1;IMAP protocol remote;" + span + ";0;0;600;me;flexible");
            Eventually.get(
                    SOON,
                    () -> Files.readString(statusFile(servers)),
                    text -> text.contains("servicedowntime {") && text.contains("comment=flexible"));
            assertEquals(0, eventually(servers, IMAP, service -> true).downtimeDepth());
            NagiosConfigurationIT.script(
                    plugins, "check_mail_protocol", "echo 'IMAP CRITICAL [timeout/greeting]: nothing'; exit 2");
            assertEquals(
                    Optional.of("greeting"),
                    eventually(servers, IMAP, inDowntime(1)).asNotification().phase());
        }
    }

    @Test
    void handlersSwitchedOffAreSeen() throws IOException {
        try (RealServers servers = new RealServers()) {
            start(servers);
            CoreService before = eventually(servers, IMAPD, CoreService::hardProblem);
            command(servers, "ACKNOWLEDGE_SVC_PROBLEM;mail1;imapd process;2;0;1;me;seen");
            Eventually.get(
                    SOON,
                    () -> Files.readString(statusFile(servers)),
                    text -> text.contains("problem_has_been_acknowledged=1"));
            CoreService after = eventually(servers, IMAPD, service -> true); // by now it may have been checked again
            assertEquals(before.asNotification(), after.asNotification());
            assertEquals(before.hardSince(), after.hardSince());
            assertEquals(before.eventHandler(), after.eventHandler());

            command(servers, "DISABLE_SVC_EVENT_HANDLER;mail1;imapd process");
            eventually(servers, IMAPD, service -> service.eventHandler() == EventHandler.OFF);
            assertEquals(
                    EventHandler.ON, eventually(servers, SMTPD, service -> true).eventHandler());
            command(servers, "DISABLE_EVENT_HANDLERS");
            eventually(servers, SMTPD, service -> service.eventHandler() == EventHandler.ALL_OFF);
            command(servers, "ENABLE_EVENT_HANDLERS");
            command(servers, "ENABLE_SVC_EVENT_HANDLER;mail1;imapd process");
            eventually(servers, IMAPD, service -> service.eventHandler() == EventHandler.ON);

            Path file = statusFile(servers);
            servers.stop("nagios");
            CoreReading gone = Eventually.get(SOON, reader(file)::read, reading -> reading instanceof CoreUnreadable);
            assertEquals(
                    new CoreUnreadable(
                            file + " does not exist: the core is not running, or its status_file is another one"),
                    gone);
        }
    }

    private static Path start(RealServers servers) throws IOException {
        Path plugins = Files.createDirectories(servers.root().resolve("plugins"));
        Path calls = servers.root().resolve("nagios/rw/calls");
        NagiosConfigurationIT.script(
                plugins, "check_mail_daemon", "echo 'DAEMON CRITICAL [absent]: no imapd|imapd_count=0;;1:;0'; exit 2");
        NagiosConfigurationIT.script(plugins, "check_mail_protocol", "echo 'IMAP OK: served|time=0.1'; exit 0");
        NagiosConfigurationIT.script(plugins, "check_mail_ha", "echo 'HA OK: on and idle'; exit 0");
        // -l HOST -d ROLE --check C --observer O --state S --state-type T --attempt N --max-attempts M --output TEXT
        // --host-state H --downtime N ...
        NagiosConfigurationIT.script(
                plugins,
                "handle_mail_fault",
                "line=\"[$4][${10}][${12}][${14}][${18}][${20}][${22}]\"; printf '%s\\n' \"$line\" >>" + calls);
        NagiosConfigurationIT.configure(servers, NagiosConfigurationIT.HOST_IS_UP);
        Files.createDirectories(servers.root().resolve("nagios"));
        Files.writeString(servers.root().resolve("nagios/resource.cfg"), "$USER1$=" + plugins + "\n");
        servers.start("nagios");
        return plugins;
    }

    private static Predicate<CoreService> inDowntime(int depth) {
        return service -> service.downtimeDepth() == depth;
    }

    private static CoreService eventually(RealServers servers, Series series, Predicate<CoreService> wanted) {
        NagiosStatusFile reader = reader(statusFile(servers));
        SeriesView view = Eventually.get(
                SOON,
                () -> reader.read() instanceof CoreView shown
                        ? shown.series("mail1", series, Optional.of("phys-a"))
                        : new NotShown(
                                "mail1",
                                new NodeSeries(series, Optional.empty()),
                                "just after the start, in a downtime that begins"),
                seen -> seen instanceof CoreService service && wanted.test(service));
        return (CoreService) view;
    }

    private static NagiosStatusFile reader(Path file) {
        return new NagiosStatusFile(file, Clock.systemUTC());
    }

    private static Path statusFile(RealServers servers) {
        return servers.root().resolve("nagios/status.dat");
    }

    private static void command(RealServers servers, String command) {
        servers.run("nagios", "command", command);
    }
}
