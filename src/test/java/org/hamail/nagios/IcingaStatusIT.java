package org.hamail.nagios;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
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
import org.hamail.recovery.core.CoreView.SeriesView;
import org.hamail.recovery.core.EventHandler;
import org.hamail.recovery.core.IcingaStatus;
import org.hamail.recovery.core.MonitoringCore.CoreReading;
import org.hamail.recovery.core.MonitoringCore.CoreUnreadable;
import org.hamail.recovery.event.Series;
import org.hamail.support.Eventually;
import org.hamail.support.RealServers;
import org.junit.jupiter.api.Test;

/** What the API of a real Icinga with {@code nagios-config/icinga2} says about what people do to it. */
class IcingaStatusIT {
    private static final Duration SOON = Duration.ofMinutes(4);
    private static final Series IMAPD = new Series(Role.IMAPD, CheckKind.PROCESS, Observer.LOCAL);
    private static final Series SMTPD = new Series(Role.SMTPD, CheckKind.PROCESS, Observer.LOCAL);
    private static final Series IMAP = new Series(Role.IMAPD, CheckKind.PROTOCOL, Observer.REMOTE);
    private static final String ABOUT_IMAPD = "\"type\":\"Service\",\"service\":\"mail1!process imapd\"";
    private static final String ABOUT_IMAP = "\"type\":\"Service\",\"service\":\"mail1!protocol remote imapd\"";
    private static final String USER = """
            object ApiUser "hamail" {
              password = "s3cret"
              permissions = [ "objects/query/Service", "objects/query/Host", "status/query" ]
            }
            object ApiUser "blind" {
              password = "s3cret"
              permissions = [ "status/query" ]
            }
            """;

    @Test
    void theApiTellsStatesDowntimesAndSwitches() throws IOException {
        try (RealServers servers = new RealServers()) {
            Path plugins = start(servers);
            CoreService imapd = eventually(servers, IMAPD, service -> service.hardProblem() && up(service));
            assertEquals(Optional.of(Status.CRITICAL), imapd.state());
            assertEquals("DAEMON CRITICAL [absent]: no imapd", imapd.output());
            assertEquals(Optional.of("absent"), imapd.asNotification().cause());
            assertEquals(EventHandler.ON, imapd.eventHandler());
            assertEquals(0, imapd.downtimeDepth());
            Duration age = Duration.between(imapd.hardSince(), Instant.now());
            assertTrue(!age.isNegative() && age.compareTo(Duration.ofMinutes(3)) < 0, age::toString);

            action(servers, "acknowledge-problem", ABOUT_IMAPD + ",\"author\":\"me\",\"comment\":\"seen\"");
            assertEquals(imapd, eventually(servers, IMAPD, service -> true));

            downtimes(servers, plugins);
            switches(servers);
        }
    }

    @Test
    void missingPermissionIsReportedInWords() throws IOException {
        try (RealServers servers = new RealServers()) {
            start(servers);
            String base = "the API of Icinga at https://127.0.0.1:" + servers.port("ICINGA_PORT");
            assertEquals(
                    base + " refuses user nobody (401): compare its ApiUser with password_file",
                    unreadable(servers, "nobody"));
            assertEquals(
                    base + " shows user blind no services (404): give its ApiUser the permission"
                            + " objects/query/Service, if this is an Icinga 2",
                    unreadable(servers, "blind"));
            assertEquals(
                    EventHandler.ON, eventually(servers, IMAPD, service -> true).eventHandler());
            servers.stop("icinga2");
            assertEquals(
                    base + " accepts no connection: Icinga is not running, or its feature api is not enabled",
                    unreadable(servers, "hamail"));
        }
    }

    private static void downtimes(RealServers servers, Path plugins) throws IOException {
        long now = Instant.now().getEpochSecond();
        String span =
                ",\"start_time\":" + now + ",\"end_time\":" + (now + 3600) + ",\"author\":\"me\",\"comment\":\"w\"";
        action(servers, "schedule-downtime", ABOUT_IMAPD + span);
        eventually(servers, IMAPD, inDowntime(1));
        action(servers, "schedule-downtime", "\"type\":\"Host\",\"host\":\"mail1\"" + span);
        eventually(servers, IMAPD, inDowntime(2));
        eventually(servers, SMTPD, inDowntime(1));
        action(servers, "remove-downtime", ABOUT_IMAPD);
        eventually(servers, IMAPD, inDowntime(1));
        action(servers, "remove-downtime", "\"type\":\"Host\",\"host\":\"mail1\"");
        eventually(servers, IMAPD, inDowntime(0));

        action(servers, "schedule-downtime", ABOUT_IMAP + span + ",\"fixed\":false,\"duration\":600");
        eventually(servers, IMAP, service -> service.state().equals(Optional.of(Status.OK)));
        assertEquals(0, eventually(servers, IMAP, service -> true).downtimeDepth());
        IcingaConfigurationIT.script(
                plugins, "check_mail_protocol", "echo 'IMAP CRITICAL [timeout/greeting]: nothing'; exit 2");
        action(servers, "reschedule-check", ABOUT_IMAP + ",\"force\":true");
        CoreService imap = eventually(servers, IMAP, inDowntime(1));
        assertEquals(Optional.of("greeting"), imap.asNotification().phase());
    }

    private static void switches(RealServers servers) {
        object(servers, "services/mail1!process%20imapd", "\"enable_event_handler\":false");
        eventually(servers, IMAPD, service -> service.eventHandler() == EventHandler.OFF);
        assertEquals(
                EventHandler.ON, eventually(servers, SMTPD, service -> true).eventHandler());
        object(servers, "icingaapplications/app", "\"enable_event_handlers\":false");
        eventually(servers, SMTPD, service -> service.eventHandler() == EventHandler.ALL_OFF);
        object(servers, "icingaapplications/app", "\"enable_event_handlers\":true");
        object(servers, "services/mail1!process%20imapd", "\"enable_event_handler\":true");
        eventually(servers, IMAPD, service -> service.eventHandler() == EventHandler.ON);
    }

    private static Path start(RealServers servers) throws IOException {
        Path plugins = Files.createDirectories(servers.root().resolve("plugins"));
        IcingaConfigurationIT.configure(servers, plugins);
        Files.writeString(servers.root().resolve("icinga2/conf.d/user.conf"), USER);
        IcingaConfigurationIT.script(
                plugins, "check_mail_daemon", "echo 'DAEMON CRITICAL [absent]: no imapd|imapd_count=0;;1:;0'; exit 2");
        IcingaConfigurationIT.script(plugins, "check_mail_protocol", "echo 'IMAP OK: served|time=0.1'; exit 0");
        IcingaConfigurationIT.script(plugins, "check_mail_ha", "echo 'HA OK: on and idle'; exit 0");
        IcingaConfigurationIT.script(plugins, "handle_mail_fault", "exit 0");
        servers.start("icinga2");
        // by itself it would spread the first checks over a minute
        action(servers, "reschedule-check", "\"type\":\"Host\",\"filter\":\"true\",\"force\":true");
        action(servers, "reschedule-check", "\"type\":\"Service\",\"filter\":\"true\",\"force\":true");
        return plugins;
    }

    private static boolean up(CoreService service) {
        return service.hostState() == HostState.UP;
    }

    private static Predicate<CoreService> inDowntime(int depth) {
        return service -> service.downtimeDepth() == depth;
    }

    private static void action(RealServers servers, String action, String what) {
        String answer = servers.run("icinga2", "api", "POST", "/v1/actions/" + action, "{" + what + "}");
        assertTrue(answer.contains("Success"), answer);
    }

    private static void object(RealServers servers, String object, String attributes) {
        String answer =
                servers.run("icinga2", "api", "POST", "/v1/objects/" + object, "{\"attrs\":{" + attributes + "}}");
        assertTrue(answer.contains("Attributes updated"), answer);
    }

    private static CoreService eventually(RealServers servers, Series series, Predicate<CoreService> wanted) {
        IcingaStatus reader = reader(servers, "hamail");
        SeriesView view = Eventually.get(
                SOON,
                () -> assertInstanceOf(CoreView.class, reader.read()).series("mail1", series, Optional.empty()),
                seen -> seen instanceof CoreService service && wanted.test(service));
        return (CoreService) view;
    }

    private static String unreadable(RealServers servers, String user) {
        CoreReading reading = reader(servers, user).read();
        return assertInstanceOf(CoreUnreadable.class, reading).reason();
    }

    private static IcingaStatus reader(RealServers servers, String user) {
        return new IcingaStatus(
                URI.create("https://127.0.0.1:" + servers.port("ICINGA_PORT")),
                new IcingaStatus.ApiLogin(user, () -> "s3cret"),
                Optional.of(servers.root().resolve("icinga2/data/certs/ca.crt")),
                Duration.ofSeconds(10),
                Clock.systemUTC());
    }
}
