package org.hamail.operator.doctor.nagios;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.hamail.operator.doctor.finding.Finding;
import org.hamail.operator.doctor.finding.FindingKind;
import org.hamail.operator.doctor.finding.Findings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each fault is sown into a configuration that has none, made of the shipped files. */
class NagiosReviewTest {
    private static final Path SHIPPED = Path.of(System.getProperty("basedir", ""), "nagios-config", "nagios");

    @TempDir
    Path folder = Path.of("/nonexistent");

    private Path main = Path.of("/nonexistent");
    private boolean hasBridge;
    private Map<List<String>, Duration> agentIntervals = Map.of();

    @BeforeEach
    void prepare() throws IOException {
        main = folder.resolve("nagios.cfg");
        Files.createDirectories(folder.resolve("plugins"));
        for (String program : List.of("handle_mail_fault", "check_disk", "check_by_ssh")) {
            program(program);
        }
        Files.writeString(folder.resolve("resource.cfg"), "# macros\n$USER1$=" + folder.resolve("plugins") + "\n");
        Files.writeString(main, """
                resource_file=resource.cfg
                object_cache_file=objects.cache
                nagios_user=nagios
                interval_length=60
                cfg_file=stock.cfg
                cfg_file=commands.cfg
                cfg_file=templates.cfg
                cfg_file=mail1.cfg
                """ + Files.readString(SHIPPED.resolve("limits.conf")));
        Files.writeString(folder.resolve("stock.cfg"), """
                define command {
                    command_name check_disk
                    command_line $USER1$/check_disk -w 10%
                }
                define service {
                    name generic-service
                    register 0
                }
                """);
        for (String file : List.of("commands.cfg", "templates.cfg")) {
            Files.copy(SHIPPED.resolve(file), folder.resolve(file));
        }
        Files.writeString(folder.resolve("mail1.cfg"), """
                define host {
                    host_name mail1
                }
                define service {
                    use hamail-process
                    host_name mail1
                    service_description imapd process
                    check_command check_mail_daemon
                    _DAEMON imapd
                }
                define service {
                    use hamail-protocol-local
                    host_name mail1
                    service_description IMAP protocol local
                    check_command check_mail_protocol!imap!143
                    _DAEMON imapd
                }
                define service {
                    use hamail-protocol-remote
                    host_name mail1
                    service_description IMAP protocol remote
                    check_command check_mail_protocol!imap!143
                    _DAEMON imapd
                }
                """);
    }

    private void program(String name) throws IOException {
        Path file = Files.writeString(folder.resolve("plugins").resolve(name), "#!/bin/sh\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private void change(String file, String from, String to) throws IOException {
        String text = Files.readString(folder.resolve(file));
        assertTrue(text.contains(from), file);
        Files.writeString(folder.resolve(file), text.replace(from, to.replace("\\n", "\n")));
    }

    private List<Finding> findings() {
        var findings = new Findings();
        NagiosReview.of(
                main, new ExpectedObject(Set.of("mail1"), Optional.empty(), hasBridge, agentIntervals), findings);
        return findings.all();
    }

    private void found(String id, String where) throws IOException {
        List<Finding> findings = findings();
        assertEquals(List.of(id), findings.stream().map(Finding::id).distinct().toList(), findings::toString);
        assertEquals(numbered(where), name(findings.get(0).where()), findings::toString);
    }

    /** {@code FILE@TEXT} is the first line of the file with that text. */
    private String numbered(String where) throws IOException {
        if (!where.contains("@")) {
            return where;
        }
        String file = where.substring(0, where.indexOf('@'));
        List<String> lines = Files.readAllLines(folder.resolve(file));
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).contains(where.substring(where.indexOf('@') + 1))) {
                return file + ":" + (i + 1);
            }
        }
        throw new AssertionError(where);
    }

    private String name(String where) {
        return where.replace(folder + "/", "");
    }

    @Test
    void nothingIsFoundWhereNothingWasSown() {
        assertEquals(List.of(), findings());
    }

    static List<Path> packs() throws IOException {
        try (Stream<Path> examples = Files.list(SHIPPED.resolve("examples"))) {
            return Stream.concat(Stream.of(SHIPPED.resolve("mail1.cfg")), examples)
                    .filter(file -> file.toString().endsWith(".cfg") && !file.endsWith("hamail-nrpe.cfg"))
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("packs")
    void nothingIsFoundInAShippedPack(Path pack) throws IOException {
        Files.copy(pack, folder.resolve("mail1.cfg"), StandardCopyOption.REPLACE_EXISTING);
        Files.copy(SHIPPED.resolve("agent.cfg"), folder.resolve("agent.cfg"));
        change("nagios.cfg", "cfg_file=mail1.cfg", "cfg_file=agent.cfg\\ncfg_file=mail1.cfg");
        assertEquals(List.of(), findings());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            nagios.cfg    | service_check_timeout=720 | service_check_timeout=60 | nagios-service-check-timeout | nagios.cfg@service_check_timeout=60
            nagios.cfg    | service_check_timeout=720 | '' | nagios-service-check-timeout | nagios.cfg
            nagios.cfg    | service_check_timeout_state=u | service_check_timeout_state=c | nagios-timeout-state | nagios.cfg@timeout_state=c
            nagios.cfg    | service_check_timeout_state=u | '' | nagios-timeout-state | nagios.cfg
            nagios.cfg    | event_handler_timeout=30 | event_handler_timeout=10 | nagios-event-handler-timeout | nagios.cfg@handler_timeout=10
            nagios.cfg    | interval_length=60 | interval_length=60\\nenable_event_handlers=0 | nagios-handlers-off | nagios.cfg@enable_event_handlers
            templates.cfg | event_handler_enabled   1 | event_handler_enabled   0 | nagios-handlers-off | templates.cfg@event_handler_enabled
            templates.cfg | event_handler           handle_mail_fault | '' | nagios-no-handler | mail1.cfg@define service
            commands.cfg  | $USER1$/handle_mail_fault | $USER1$/handle_mail_falt | nagios-handler-missing | commands.cfg@$USER1$/handle_mail_fa
            templates.cfg | event_handler           handle_mail_fault | event_handler nonsense | nagios-handler-missing | templates.cfg@nonsense
            commands.cfg  | '--downtime "$SERVICEDOWNTIME$"' | '' | nagios-macros-missing | commands.cfg@$USER1$/handle_mail_fa
            commands.cfg  | '--downtime "$HOSTDOWNTIME$"' | '' | nagios-macros-missing | commands.cfg@$USER1$/handle_mail_fa
            commands.cfg  | '--host-state "$HOSTSTATE$"' | '' | nagios-macros-missing | commands.cfg@$USER1$/handle_mail_fa
            commands.cfg  | '--event-id "$SERVICEEVENTID$"' | '' | nagios-macros-missing | commands.cfg@$USER1$/handle_mail_fa
            commands.cfg  | '--downtime "$HOSTDOWNTIME$"' | '--downtme "$HOSTDOWNTIME$"' | nagios-macros-missing | commands.cfg@$USER1$/handle_mail_fa
            commands.cfg  | '--output "$SERVICEOUTPUT$"' | '--output "$SERVICEOUTPT$"' | nagios-macros-missing | commands.cfg@$USER1$/handle_mail_fa
            commands.cfg  | '--state "$SERVICESTATE$"' | '' | nagios-macros-missing | commands.cfg@$USER1$/handle_mail_fa
            commands.cfg  | '--state-type "$SERVICESTATETYPE$"' | '--state-type "$SERVICESTATE$"' | nagios-macros-missing | commands.cfg@$USER1$/handle_mail_fa
            commands.cfg  | '--attempt "$SERVICEATTEMPT$"' | '--attempts "$SERVICEATTEMPT$"' | nagios-macros-missing | commands.cfg@$USER1$/handle_mail_fa
            mail1.cfg     | '    check_command check_mail_daemon\\n    _DAEMON imapd' | '    check_command check_mail_daemon\\n    _DAEMON imap' | nagios-macros-missing | mail1.cfg@_DAEMON imap
            mail1.cfg     | use hamail-process | use hamail-process\\n_CHECK proces | nagios-macros-missing | mail1.cfg@_CHECK proces
            templates.cfg | _OBSERVER               remote | '' | nagios-macros-missing | mail1.cfg:18
            mail1.cfg     | use hamail-protocol-local | use hamail-passive,hamail-protocol-local\\nfreshness_threshold 700 | nagios-freshness | mail1.cfg@freshness_threshold
            mail1.cfg     | use hamail-protocol-local | use hamail-protocol-local\\ncheck_freshness 1 | nagios-freshness | mail1.cfg@check_freshness
            mail1.cfg     | use hamail-process | use hamail-proces | unreadable | mail1.cfg@use hamail-proces
            templates.cfg | max_check_attempts      3 | max_check_attempts      1 | nagios-attempts | templates.cfg@max_check_attempts      1
            mail1.cfg     | '    service_description IMAP protocol local\\n    check_command check_mail_protocol!imap!143\\n    _DAEMON imapd' | '    _DAEMON mshttpd' | nagios-protocol-on-notify-only | mail1.cfg@mshttpd
            resource.cfg  | /plugins | /nowhere | nagios-plugin-macro | resource.cfg@USER1
            mail1.cfg     | hamail-protocol-local | hamail-protocol-remote | nagios-no-local-check | mail1
            mail1.cfg     | host_name mail1 | host_name mail9 | nagios-unknown-logical-host | mail1.cfg:6
            """)
    void whatIsWrongIsFoundWhereItStands(String file, String from, String to, String id, String where)
            throws IOException {
        change(file, from.replace("\\n", "\n"), to);
        if (id.equals("nagios-no-local-check")) {
            change("mail1.cfg", "use hamail-process", "use hamail-protocol-remote");
        }
        if (to.contains("/nowhere")) { // the handler is there, and the stock plugins are not
            Files.createDirectories(folder.resolve("nowhere"));
            Files.move(folder.resolve("plugins/handle_mail_fault"), folder.resolve("nowhere/handle_mail_fault"));
        }
        found(id, where);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            nagios.cfg    | service_check_timeout=720 | service_check_timeout=60\\nservice_check_timeout=900
            nagios.cfg    | service_check_timeout_state=u | service_check_timeout_state=w
            nagios.cfg    | event_handler_timeout=30 | ''
            nagios.cfg    | event_handler_timeout=30 | event_handler_timeout=60
            mail1.cfg     | use hamail-protocol-local | use hamail-passive,hamail-protocol-local
            mail1.cfg     | use hamail-process | use hamail-process\\ncheck_freshness 1\\nfreshness_threshold 120
            mail1.cfg     | use hamail-protocol-remote | use hamail-protocol-remote\\nmax_check_attempts 2
            mail1.cfg     | '    service_description IMAP protocol remote\\n    check_command check_mail_protocol!imap!143\\n    _DAEMON imapd' | '    event_handler_enabled 0\\n_DAEMON mshttpd'
            mail1.cfg     | use hamail-protocol-remote | use hamail-protocol-remote\\nevent_handler handle_mail_fault_of_node\\n_NODE phys-a
            mail1.cfg     | host_name mail1\\n    service_description IMAP protocol remote | host_name m1\\n_LOGICAL_HOST mail1\\nevent_handler logical
            stock.cfg     | check_disk -w | check_disk -c 1 -w
            """)
    void aNeighbourThatIsRightIsNot(String file, String from, String to) throws IOException {
        Files.writeString(folder.resolve("stock.cfg"), Files.readString(folder.resolve("stock.cfg")) + """
                        define command {
                            command_name logical
                            command_line $USER1$/handle_mail_fault -l "$_SERVICELOGICAL_HOST$" --state $SERVICESTATE$ --state-t=$SERVICESTATETYPE$ --attempt $SERVICEATTEMPT$ --output $SERVICEOUTPUT$ --host-state $HOSTSTATE$ --downtime $SERVICEDOWNTIME$ --downtime $HOSTDOWNTIME$ --event-id $SERVICEEVENTID$
                        }
                        """);
        change(file, from.replace("\\n", "\n"), to);
        assertEquals(List.of(), findings());
    }

    @Test
    void ofAnUnknownLogicalHostItIsNotToldThatItHasRemoteChecksOnly() throws IOException {
        change(
                "mail1.cfg",
                "host_name mail1\n    service_description IMAP protocol remote",
                "host_name mail9\n    service_description IMAP protocol remote");
        assertEquals(
                List.of(FindingKind.NAGIOS_UNKNOWN_LOGICAL_HOST),
                findings().stream().map(Finding::kind).toList());
    }

    @Test
    void aBridgeNeedsNoPatientCore() throws IOException {
        hasBridge = true;
        change("nagios.cfg", "service_check_timeout=720", "service_check_timeout=60");
        assertEquals(List.of(), findings());
    }

    @ParameterizedTest
    @CsvSource({
        "check_nrpe -H x -c probe, false",
        "check_nrpe -H x -t 690 -c probe, true",
        "check_nrpe -H x -t 60:UNKNOWN -c probe, false",
        "check_nrpe -H x -t 700:UNKNOWN, true",
        "check_by_ssh -H x -t690 -C probe, true",
        "check_by_ssh -H x --timeout=30 -C probe, false"
    })
    void theWayToANodeMustBePatientToo(String words, boolean isRight) throws IOException {
        program("check_nrpe");
        Files.writeString(
                folder.resolve("stock.cfg"),
                Files.readString(folder.resolve("stock.cfg")) + "define command {\ncommand_name there\ncommand_line"
                        + " $USER1$/" + words + "\n}\n");
        change("mail1.cfg", "check_mail_protocol!imap!143", "there");
        if (isRight) {
            assertEquals(List.of(), findings());
        } else {
            found("nagios-service-check-timeout", "stock.cfg:11");
        }
    }

    @Test
    void findingCountsTheServicesItConcerns() throws IOException {
        change("templates.cfg", "max_check_attempts      3", "max_check_attempts      1");
        assertEquals("max_check_attempts is 1 (3 services)", findings().get(0).what());
    }

    @Test
    void intervalOfAgentCountsForItsResults() throws IOException {
        agentIntervals = Map.of(List.of("mail1", "IMAP protocol local"), Duration.ofMinutes(5));
        change("mail1.cfg", "use hamail-protocol-local", "use hamail-passive,hamail-protocol-local");
        assertEquals("nagios-freshness", findings().get(0).id());
    }

    @Test
    void includeLoopIsReportedAndRestJudged() throws IOException {
        change("nagios.cfg", "interval_length=60", "interval_length=60\\ninclude_file=" + main);
        change("nagios.cfg", "service_check_timeout=720", "service_check_timeout=60");
        change("mail1.cfg", "define host", "include_file=mail1.cfg\\ndefine host");
        List<String> lines = findings().stream()
                .map(finding -> finding.id() + " " + name(finding.where()))
                .toList();
        assertEquals(
                List.of(
                        "unreadable nagios.cfg:5",
                        "unreadable mail1.cfg",
                        "nagios-service-check-timeout nagios.cfg:13"),
                lines);
    }

    @Test
    void aFolderThatLeadsBackIsTold() throws IOException {
        Path inside = Files.createDirectories(folder.resolve("more/inside"));
        Files.createSymbolicLink(inside.resolve("up"), folder.resolve("more"));
        change("nagios.cfg", "interval_length=60", "interval_length=60\\ncfg_dir=more");
        found("unreadable", "nagios.cfg:5");
    }

    @ParameterizedTest
    @ValueSource(strings = {"define service {", "define service { use x }", "nonsense", "}"})
    void whatIsNoDefineIsToldAndTheRestIsJudged(String text) throws IOException {
        change("templates.cfg", "max_check_attempts      3", "max_check_attempts      1");
        Files.writeString(
                folder.resolve("mail1.cfg"), Files.readString(folder.resolve("mail1.cfg")) + "\n\n\n" + text + "#\n");
        List<Finding> findings = findings();
        assertEquals("unreadable", findings.get(0).id());
        assertEquals("nagios-attempts", findings.get(findings.size() - 1).id());
        assertEquals(numbered("mail1.cfg@" + text + "#"), name(findings.get(0).where()));
    }

    @Test
    void objectCacheIsJudgedWhereSourceIsUnreadable() throws IOException {
        Files.delete(folder.resolve("templates.cfg"));
        Files.writeString(folder.resolve("objects.cache"), """
                define command {
                	command_name	handle_mail_fault
                	command_line	$USER1$/handle_mail_fault -l $HOSTNAME$ --state $SERVICESTATE$ --state-t=$SERVICESTATETYPE$ --attempt $SERVICEATTEMPT$ --output $SERVICEOUTPUT$ --host-state $HOSTSTATE$ --downtime $SERVICEDOWNTIME$ --downtime $HOSTDOWNTIME$ --event-id $SERVICEEVENTID$
                	}
                define service {
                	host_name	mail1
                	service_description	imapd process
                	event_handler	handle_mail_fault
                	max_check_attempts	1
                	_DAEMON	imapd
                	_OBSERVER	local
                	_CHECK	process
                	}
                """);
        List<String> lines = findings().stream()
                .map(finding -> finding.id() + " " + name(finding.where()))
                .toList();
        assertEquals(List.of("unreadable templates.cfg", "nagios-attempts objects.cache:9"), lines);
    }

    @Test
    void missingMainFileIsTheOnlyFinding() throws IOException {
        Files.delete(main);
        found("unreadable", "nagios.cfg");
    }

    @Test
    void groupsAndExceptionsSayWhichHostsAService() throws IOException {
        change("mail1.cfg", "define host {\\n    host_name mail1".replace("\\n", "\n"), """
                define hostgroup {
                    hostgroup_name mail
                    members mail1,mail8
                }
                define host {
                    host_name mail8
                }
                define host {
                    host_name mail1
                """.strip());
        change(
                "mail1.cfg",
                "host_name mail1\\n    service".replace("\\n", "\n"),
                "hostgroup_name mail\\n host_name !mail8\\n    service");
        assertEquals(List.of(), findings());
    }

    /** A large site: 50,000 services of 1,000 hosts, as Nagios writes them. */
    @Test
    void fiftyThousandServicesAreReadInTime() throws IOException {
        Path cache = folder.resolve("objects.cache");
        try (var out = Files.newBufferedWriter(cache)) {
            out.write(Files.readString(SHIPPED.resolve("commands.cfg")));
            for (int i = 0; i < 50_000; i++) {
                out.write("define service {\n\thost_name\tmail" + i / 50 + "\n\tservice_description\ts" + i % 50
                        + "\n\tcheck_period\t24x7\n\tcheck_command\tcheck_mail_protocol!imap!143\n\tcontact_groups\tadmins\n"
                        + "\tevent_handler\thandle_mail_fault\n\tnotification_period\t24x7\n\tinitial_state\to\n"
                        + "\timportance\t0\n\tcheck_interval\t1.000000\n\tretry_interval\t1.000000\n"
                        + "\tmax_check_attempts\t3\n\tis_volatile\t0\n\tparallelize_check\t1\n"
                        + "\tactive_checks_enabled\t1\n\tpassive_checks_enabled\t1\n\tobsess\t1\n"
                        + "\tevent_handler_enabled\t1\n\tlow_flap_threshold\t0.000000\n\thigh_flap_threshold\t0.000000\n"
                        + "\tcheck_freshness\t0\n\tfreshness_threshold\t0\n\tnotification_options\ta\n"
                        + "\t_DAEMON\timapd\n\t_CHECK\tprotocol\n\t_OBSERVER\tlocal\n\t}\n\n");
            }
        }
        Files.delete(folder.resolve("templates.cfg"));
        var cpu = ManagementFactory.getThreadMXBean(); // by the wall a busy machine would decide
        long begin = cpu.getCurrentThreadCpuTime();
        List<Finding> findings = findings();
        long ms = (cpu.getCurrentThreadCpuTime() - begin) / 1_000_000;
        assertEquals(
                49_950,
                findings.stream()
                        .filter(finding -> finding.kind() == FindingKind.NAGIOS_UNKNOWN_LOGICAL_HOST)
                        .count());
        assertTrue(ms < 60_000, ms + " ms"); // once for each line it would take hours
    }
}
