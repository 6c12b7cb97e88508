package org.hamail.nagios;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.hamail.support.RealServers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The templates for services whose results the agent hands in, as both cores read them. */
@Timeout(900)
class PassiveServicesIT {
    private static final Path CONFIG =
            Path.of(System.getProperty("basedir", ""), "nagios-config").toAbsolutePath();

    @Test
    void nagiosAcceptsThemWithRealCommands() throws IOException {
        try (RealServers servers = new RealServers()) {
            Path objects = Files.createDirectories(servers.root().resolve("nagios/objects"));
            for (String name : List.of("templates.cfg", "commands.cfg", "agent.cfg")) {
                Files.copy(CONFIG.resolve("nagios").resolve(name), objects.resolve(name));
            }
            Files.writeString(objects.resolve("site.cfg"), """
                    define contactgroup {
                        contactgroup_name admins
                        alias             admins
                        members           admin
                    }
                    define service {
                        name                  generic-service
                        register              0
                        notification_interval 0
                        notification_period   24x7
                    }
                    define host {
                        use       test-host
                        host_name mail1
                        _PROFILE  netscape-4.1
                    }
                    define service {
                        use       hamail-agent
                        host_name mail1
                    }
                    define service {
                        use                 hamail-passive,hamail-protocol-remote
                        host_name           mail1
                        service_description IMAP protocol remote
                        check_command       check_mail_protocol!imap!143!-w 30
                        _DAEMON             imapd
                    }
                    """);
            String report = servers.run("nagios", "verify");
            assertTrue(report.contains("Total Errors:   0"), report);
            assertTrue(report.contains("Total Warnings: 0"), report);
            assertTrue(report.contains("Checked 2 services"), report);
        }
    }

    @Test
    void icingaAcceptsThem() throws IOException {
        try (RealServers servers = new RealServers()) {
            Path objects = Files.createDirectories(servers.root().resolve("icinga2/conf.d"));
            Files.copy(CONFIG.resolve("icinga2/hamail-agent.conf"), objects.resolve("hamail-agent.conf"));
            Files.writeString(objects.resolve("site.conf"), """
                    object Service "IMAP protocol remote" {
                      import "hamail-passive"
                      host_name = "mail1"
                      check_command = "hamail-mail-protocol"
                      vars.mail_protocol = "imap"
                    }
                    object Service "imapd process" {
                      import "hamail-passive"
                      host_name = "mail1"
                      check_command = "hamail-mail-daemon"
                      vars.mail_daemon = "imapd"
                    }
                    object Service "hamail agent" {
                      import "hamail-agent"
                      host_name = "mail1"
                    }
                    """);
            String report = servers.with("ICINGA_PORT", "15665").run("icinga2", "verify");
            assertTrue(report.contains("Instantiated 3 Services."), report);
            assertFalse(report.contains("warning/"), report);
        }
    }
}
