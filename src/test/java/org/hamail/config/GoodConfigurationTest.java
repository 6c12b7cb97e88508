package org.hamail.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.hamail.config.yaml.ConfigException;
import org.hamail.model.FaultRules;
import org.hamail.model.MailProtocol;
import org.hamail.model.NscaEncryption;
import org.hamail.model.PolicySettings;
import org.hamail.model.PolicySettings.PolicyMode;
import org.hamail.model.PolicySettings.RestartScope;
import org.hamail.model.PolicySettings.VerificationLimits;
import org.hamail.model.Role;
import org.hamail.model.TlsMode;
import org.hamail.plugin.Cause;
import org.junit.jupiter.api.Test;

class GoodConfigurationTest {
    @Test
    void everyKeyOfLogicalHostArrivesInRecord() throws ConfigException {
        HamailConfig config = load("pacemaker");
        LogicalHostConfig mail1 = config.logicalHost("mail1").orElseThrow();
        assertEquals(Path.of("/var/lib/hamail"), config.stateDir());
        assertEquals("mail1.example.org", mail1.address());
        assertEquals(
                new NodeConfig("phys-b", NodeConfig.Transport.SSH, Optional.of("hamail@phys-b")),
                mail1.nodes().get(1));
        assertEquals(
                new ServerConfig(
                        "netscape-4.1",
                        Optional.of(Path.of("/mail1/netscape/server4")),
                        Optional.of("msg-mail1"),
                        ServerConfig.Binaries.LOCAL),
                mail1.server());
        assertEquals(new EngineConfig.Pacemaker("mail1-group", Duration.ofMinutes(5)), mail1.engine());
        assertEquals(
                Optional.of(new SanityConfig(List.of(new SanityConfig.HostPort("192.0.2.1", 53)))), mail1.sanity());
        assertEquals(
                Optional.of(new DirectoryConfig(
                        "ldap2", 389, TlsMode.NONE, Optional.of("o=example.org"), Duration.ofSeconds(30))),
                mail1.directories().userGroup());
        assertEquals(List.of(), config.warnings());
    }

    @Test
    void thePolicyWrittenOutIsTheDefault() throws ConfigException {
        PolicyConfig written =
                load("pacemaker").logicalHost("mail1").orElseThrow().policy();
        PolicyConfig silent =
                load("smallest").logicalHost("mail1").orElseThrow().policy();
        assertEquals(silent, written);
        var rules = new FaultRules(Set.of(Cause.ABSENT, Cause.TIMEOUT), 2, Duration.ofHours(1), Duration.ofMinutes(2));
        var settings = new PolicySettings(
                PolicyMode.FAILOVER,
                rules,
                2,
                RestartScope.INSTANCE,
                Duration.ofHours(1),
                new PolicySettings.StormLimit(2, Duration.ofMinutes(10)));
        assertEquals(
                new PolicyConfig(settings, new VerificationLimits(2, Duration.ofMinutes(5), Duration.ofSeconds(30))),
                silent);
    }

    @Test
    void wherePolicyHasNoScopeProfilesHolds() throws ConfigException {
        PolicyConfig policy = load("command").logicalHost("mail1").orElseThrow().policy();
        assertEquals(RestartScope.DAEMON, policy.settings().restartScope());
    }

    @Test
    void whereTheFileIsSilentTheDefaultsHold() throws ConfigException {
        HamailConfig config = load("smallest");
        LogicalHostConfig mail1 = config.logicalHost("mail1").orElseThrow();
        assertEquals(Path.of("/var/lib/hamail"), config.stateDir());
        assertEquals("netscape-4.1", mail1.server().profile());
        assertEquals(new EngineConfig.None(Duration.ofMinutes(5)), mail1.engine());
        assertEquals(Optional.empty(), mail1.sanity());
    }

    @Test
    void commandsOfEngineAreWordsWithTheirPlaceholders() throws ConfigException {
        var engine = assertInstanceOf(
                EngineConfig.OwnCommands.class,
                load("command").logicalHost("mail1").orElseThrow().engine());
        assertEquals(List.of("/usr/local/sbin/mailcluster", "status", "{logical_host}"), engine.status());
        assertEquals(
                Optional.of(List.of("/usr/local/sbin/mailcluster", "move", "{logical_host}", "{from}", "{to}")),
                engine.move());
        assertEquals(Duration.ofMinutes(5), engine.timeout());
    }

    @Test
    void everyKindOfEngineHasItsTimeLimit() throws ConfigException {
        HamailConfig config = load("engine-limits");
        assertEquals(
                Duration.ofMinutes(15),
                config.logicalHost("mail1").orElseThrow().engine().timeout());
        assertEquals(
                Duration.ofMinutes(12),
                config.logicalHost("mail2").orElseThrow().engine().timeout());
    }

    @Test
    void aProfileOfTheAdministratorListsItsRoles() throws ConfigException {
        ProfileConfig profile =
                Objects.requireNonNull(load("command").profiles().get("our-mail"));
        assertEquals(RestartScope.DAEMON, profile.restartScope());
        assertEquals(List.of("smtpd", "imapd", "stored"), profile.roles());
        assertEquals(
                new DaemonConfig(
                        Optional.of("stored"),
                        Optional.empty(),
                        Optional.of("mail"),
                        Optional.empty(),
                        1,
                        Optional.of(4),
                        Optional.empty()),
                profile.daemons().get(Role.STORED));
        assertEquals(
                Optional.of(new DaemonConfig.Listener(MailProtocol.IMAP, 143, TlsMode.NONE)),
                profile.daemon(Role.IMAPD).orElseThrow().listener());
    }

    @Test
    void absenceOnlyRoleMayHaveAlertingProtocol() throws ConfigException {
        ProfileConfig profile =
                Objects.requireNonNull(load("notify-only").profiles().get("store"));
        assertEquals(
                Optional.of(new DaemonConfig.Listener(MailProtocol.LMTP, 24, TlsMode.NONE)),
                profile.daemon(Role.STORED).orElseThrow().listener());
        assertEquals(
                Optional.of(new DaemonConfig.Listener(MailProtocol.SIEVE, 4190, TlsMode.STARTTLS)),
                profile.daemon(Role.MSHTTPD).orElseThrow().listener());
    }

    @Test
    void agentHasItsSinksAndChecksInOrder() throws ConfigException {
        AgentConfig agent = load("agent").agent().orElseThrow();
        assertEquals(
                List.of(
                        new SinkConfig.Nsca(
                                "monitor1",
                                5667,
                                NscaEncryption.RIJNDAEL_128,
                                Optional.of(Path.of("/etc/hamail/nsca.pw")),
                                4095),
                        new SinkConfig.Icinga(new IcingaApi(
                                URI.create("https://monitor1:5665"),
                                "hamail",
                                Path.of("/etc/hamail/icinga.pw"),
                                Optional.of(Path.of("/etc/hamail/ca.pem")))),
                        new SinkConfig.Nrdp(
                                URI.create("https://monitor1/nrdp/"),
                                Path.of("/etc/hamail/nrdp.token"),
                                Optional.empty()),
                        new SinkConfig.CommandFile(Path.of("/var/lib/nagios4/rw/nagios.cmd"))),
                agent.sinks());
        assertEquals(
                new AgentConfig.ScheduledCheck(
                        "mail1",
                        "imapd process",
                        Duration.ofSeconds(30),
                        List.of("check_mail_daemon", "-d", "imapd", "--profile", "netscape-4.1")),
                agent.checks().get(1));
    }

    @Test
    void reconcileIntervalIsRead() throws ConfigException {
        assertEquals(Duration.ofSeconds(30), load("agent").agent().orElseThrow().reconcileInterval());
    }

    @Test
    void coreIsReadFromFileOrApi() throws ConfigException {
        assertEquals(
                Optional.of(new CoreConfig.NagiosCore(Path.of("/var/lib/nagios4/status.dat"))),
                load("command").core());
        assertEquals(
                Optional.of(new CoreConfig.IcingaCore(new IcingaApi(
                        URI.create("https://localhost:5665"),
                        "hamail",
                        Path.of("/etc/hamail/icinga.pw"),
                        Optional.of(Path.of("/etc/hamail/ca.pem"))))),
                load("pacemaker").core());
        assertEquals(Optional.empty(), load("smallest").core());
    }

    @Test
    void oneAddressMayCarryServicesOnDifferentPorts() throws ConfigException {
        HamailConfig config = load("two-services-on-one-address");
        LogicalHostConfig out = config.logicalHost("out").orElseThrow();
        LogicalHostConfig in = config.logicalHost("in").orElseThrow();
        assertEquals(List.of("out", "in"), List.copyOf(config.logicalHosts().keySet()));
        assertEquals(out.nodes(), in.nodes());
        assertEquals(Optional.empty(), in.nodes().get(1).login());
        assertEquals(
                993, daemon(config, "reading", "imapd").listener().orElseThrow().port());
        assertEquals(
                587,
                daemon(config, "submission", "smtpd").listener().orElseThrow().port());
        assertEquals(
                Optional.of(List.of(
                        new SanityConfig.HostPort("2001:db8::1", 53),
                        new SanityConfig.HostPort("ntp.example.org", 123))),
                in.sanity().map(SanityConfig::reach));
        assertEquals(
                Optional.of(new DirectoryConfig(
                        "2001:db8::2", 636, TlsMode.IMPLICIT, Optional.empty(), Duration.ofSeconds(5))),
                in.directories().userGroup());
    }

    @Test
    void zeroIsNumberOfRestartsAndTime() throws ConfigException {
        PolicySettings policy = load("two-services-on-one-address")
                .logicalHost("out")
                .orElseThrow()
                .policy()
                .settings();
        assertEquals(0, policy.retryCount());
        assertEquals(Duration.ZERO, policy.settle());
        assertEquals(PolicyMode.RESTART_ONLY, policy.mode());
        assertEquals(Set.of(Cause.ABSENT, Cause.TIMEOUT, Cause.REFUSED), policy.actOn());
    }

    @Test
    void wordsOfCommandStayAsTheyAreWritten() throws ConfigException {
        ProfileConfig reading = Objects.requireNonNull(
                load("two-services-on-one-address").profiles().get("reading"));
        assertEquals(Optional.of(List.of("/usr/local/sbin/reading", "-t", "660", "restart", "off")), reading.restart());
    }

    private static DaemonConfig daemon(HamailConfig config, String profile, String role) {
        ProfileConfig all = Objects.requireNonNull(config.profiles().get(profile));
        return Role.of(role).flatMap(all::daemon).orElseThrow();
    }

    private static HamailConfig load(String name) throws ConfigException {
        return ConfigLoader.load(Path.of("test-fixtures/config/good", name + ".yaml"));
    }
}
