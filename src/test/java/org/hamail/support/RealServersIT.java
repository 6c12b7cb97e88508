package org.hamail.support;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ConnectException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class RealServersIT {
    @Test
    void mailServersServeOwnPortsAndEnd() throws IOException {
        Path root;
        int smtp;
        try (RealServers servers =
                new RealServers("127.0.0.31").start("dovecot").start("postfix")) {
            root = servers.root();
            smtp = servers.port("SMTP_PORT");
            assertTrue(greeting("127.0.0.31", servers.port("IMAP_PORT")).startsWith("* OK"));
            assertTrue(greeting("127.0.0.31", servers.port("POP3_PORT")).startsWith("+OK"));
            assertTrue(greeting("127.0.0.31", smtp).startsWith("220 "));
            assertTrue(ProcessHandle.of(servers.pid("dovecot")).isPresent());
        }
        assertFalse(Files.exists(root));
        assertThrows(ConnectException.class, () -> greeting("127.0.0.31", smtp));
    }

    @Test
    void serverThatCannotStartFailsTheTest() {
        try (RealServers servers = new RealServers().with("IMAP_PORT", "1000000")) {
            AssertionError failure = assertThrows(AssertionError.class, () -> servers.start("dovecot"));
            assertTrue(String.valueOf(failure.getMessage()).contains("dovecot does not start"), failure::toString);
        }
    }

    @Test
    void directoryAndMonitoringServersStartSideBySide() throws IOException {
        try (RealServers servers = new RealServers()) {
            Path objects = Files.createDirectories(servers.root().resolve("nagios/objects"));
            Files.writeString(objects.resolve("one.cfg"), """
                    define host {
                        use       test-host
                        host_name mail1
                    }
                    define service {
                        use                 test-service
                        host_name           mail1
                        service_description mailbox
                        check_command       dummy!0!full of mail
                    }
                    """);
            servers.start("slapd").start("nagios").start("nsca").start("icinga2");
            assertTrue(servers.pid("slapd") > 1);
            assertTrue(servers.run("nagios", "service", "mail1", "mailbox").contains("state_type=1"));
            assertTrue(servers.run("icinga2", "api", "GET", "/v1/objects/hosts/mail1")
                    .contains("\"name\":\"mail1\""));
            assertEquals("", servers.run("nsca", "ports").replace("NSCA_PORT", ""));
        }
    }

    private static String greeting(String address, int port) throws IOException {
        try (Socket socket = new Socket(address, port)) {
            socket.setSoTimeout(10_000);
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1))
                    .readLine();
        }
    }
}
