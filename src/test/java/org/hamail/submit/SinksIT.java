package org.hamail.submit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hamail.io.SecretFile;
import org.hamail.model.NscaEncryption;
import org.hamail.plugin.Status;
import org.hamail.support.Eventually;
import org.hamail.support.RealServers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Results through the real nsca into a real Nagios, and through the API into a real Icinga 2. */
@Timeout(900)
class SinksIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void everyCipherAndBothLengthsReachNagios() throws Exception {
        try (RealServers servers = new RealServers()) {
            Path objects = Files.createDirectories(servers.root().resolve("nagios/objects"));
            Files.writeString(objects.resolve("one.cfg"), nagiosObjects());
            servers.start("nagios");
            for (NscaEncryption cipher : NscaEncryption.values()) {
                servers.with("NSCA_METHOD", "" + cipher.method())
                        .with("NSCA_PASSWORD", cipher == NscaEncryption.NONE ? "" : "s3cret");
                servers.start("nsca");
                for (int length : new int[] {NscaSink.SHORT_OUTPUT, NscaSink.LONG_OUTPUT}) {
                    String output = cipher + " " + "Zustand läuft – gut ".repeat(300) + length;
                    Delivery delivery = sink(servers, cipher, length).deliver(result(output));
                    assertEquals(Delivery.delivered(), delivery, cipher::toString);
                    String expected = cipher + " Zustand läuft – gut ";
                    String seen = Eventually.get(
                            PATIENCE,
                            () -> servers.run(
                                    "nagios",
                                    "service",
                                    "mail1",
                                    "IMAP",
                                    "current_state,plugin_output,performance_data"),
                            text -> text.contains(expected)
                                    && bytes(text) > length - 100
                                    && bytes(text) < length + 100);
                    assertTrue(seen.contains("current_state=2"), seen);
                    assertTrue(seen.endsWith("performance_data=time=1s"), seen);
                }
                assertEquals(
                        Delivery.delivered(),
                        sink(servers, cipher, NscaSink.LONG_OUTPUT)
                                .deliver(List.of(
                                        result("POP3", cipher + " one"),
                                        result("SMTP Größe", cipher + " two – 郵"),
                                        result("IMAP", cipher + " three"))));
                assertArrives(servers, "POP3", cipher + " one");
                assertArrives(servers, "SMTP Größe", cipher + " two – 郵");
                assertArrives(servers, "IMAP", cipher + " three");
                servers.stop("nsca");
            }
        }
    }

    private static void assertArrives(RealServers servers, String service, String output) throws Exception {
        Eventually.get(
                PATIENCE,
                () -> servers.run("nagios", "service", "mail1", service, "plugin_output"),
                text -> text.endsWith("plugin_output=" + output));
    }

    @Test
    void backslashInServerTextIsHarmlessInNagios() throws Exception {
        try (RealServers servers = new RealServers()) {
            Path objects = Files.createDirectories(servers.root().resolve("nagios/objects"));
            Files.writeString(objects.resolve("one.cfg"), nagiosObjects());
            servers.with("NSCA_METHOD", "0").with("NSCA_PASSWORD", "");
            servers.start("nagios").start("nsca");
            Path pipe = servers.root().resolve("nagios/rw/nagios.cmd");
            for (Sink sink : List.of(
                    new CommandFileSink(pipe, LIMIT), sink(servers, NscaEncryption.NONE, NscaSink.LONG_OUTPUT))) {
                String output =
                        "IMAP CRITICAL [rejected]: \\none\\\\nof " + sink.name().length();
                assertEquals(Delivery.delivered(), sink.deliver(result(output)));
                String seen = Eventually.get(
                        PATIENCE,
                        () -> servers.run("nagios", "service", "mail1", "IMAP", "plugin_output,long_plugin_output"),
                        text -> text.contains("rejected")
                                && text.contains("of " + sink.name().length()));
                assertEquals("plugin_output=" + output + "\nlong_plugin_output=", seen);
            }
        }
    }

    @Test
    void icingaTakesResultsAndReportsRefusedOnes() throws Exception {
        try (RealServers servers = new RealServers()) {
            Path objects = Files.createDirectories(servers.root().resolve("icinga2/conf.d"));
            Files.writeString(objects.resolve("one.conf"), """
                    object Host "mail1" { check_command = "dummy" }
                    object Service "IMAP" { host_name = "mail1"; check_command = "passive"; enable_active_checks = false }
                    """);
            Files.writeString(objects.resolve("base.conf"), "");
            servers.start("icinga2");
            IcingaSink sink = icinga(servers, "icingapw");
            assertEquals(Delivery.delivered(), sink.deliver(result("IMAP CRITICAL [absent]: Dienst läuft nicht")));
            String seen = servers.run("icinga2", "api", "GET", "/v1/objects/services/mail1!IMAP");
            assertTrue(seen.contains("\"output\":\"IMAP CRITICAL [absent]: Dienst l\\u00e4uft nicht\""), seen);
            assertTrue(seen.contains("\"performance_data\":[\"time=1s\"]"), seen);
            assertTrue(seen.contains("\"check_source\":\"phys-a\"") && seen.contains("\"ttl\":780"), seen);
            PassiveResult unknown = new PassiveResult(
                    new ServiceName("mail1", "unknown"),
                    Status.OK,
                    "fine",
                    "",
                    Instant.now(),
                    Instant.now(),
                    Duration.ofMinutes(1));
            assertEquals(Delivery.DeliveryKind.HELD, sink.deliver(unknown).kind());
            assertEquals(
                    Delivery.down("401: the API user was refused"),
                    icinga(servers, "wrong").deliver(result("x")));
        }
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static PassiveResult result(String output) {
        return result("IMAP", output);
    }

    private static PassiveResult result(String service, String output) {
        Instant now = Instant.now();
        return new PassiveResult(
                new ServiceName("mail1", service),
                Status.CRITICAL,
                output,
                "time=1s",
                now,
                now,
                Duration.ofMinutes(13));
    }

    private static NscaSink sink(RealServers servers, NscaEncryption cipher, int length) throws IOException {
        SecretFile password = cipher == NscaEncryption.NONE ? SecretFile.none() : secret(servers, "s3cret");
        return new NscaSink(
                new NscaSink.Peer(servers.address(), servers.port("NSCA_PORT"), cipher, password, length), LIMIT);
    }

    private static IcingaSink icinga(RealServers servers, String password) throws IOException {
        return new IcingaSink(
                URI.create("https://" + servers.address() + ":" + servers.port("ICINGA_PORT")),
                new IcingaSink.ApiUser("root", secret(servers, password), "phys-a"),
                Optional.of(servers.root().resolve("icinga2/data/certs/ca.crt")),
                LIMIT);
    }

    private static SecretFile secret(RealServers servers, String password) throws IOException {
        Path file = Files.writeString(servers.root().resolve("pw"), password + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return SecretFile.fromFile(file);
    }

    private static String nagiosObjects() {
        return """
                define host {
                    use       test-host
                    host_name mail1
                }
                """
                + Stream.of("IMAP", "POP3", "SMTP Größe")
                        .map(SinksIT::nagiosService)
                        .collect(Collectors.joining());
    }

    private static String nagiosService(String name) {
        return """
                define service {
                    use                    test-service
                    host_name              mail1
                    service_description    %s
                    active_checks_enabled  0
                    passive_checks_enabled 1
                    check_command          dummy!3!stale
                }
                """.formatted(name);
    }
}
