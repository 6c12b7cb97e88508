package org.hamail.operator.doctor.icinga;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hamail.operator.doctor.finding.Finding;
import org.hamail.operator.doctor.finding.Findings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each fault is sown into the objects of a real Icinga with the shipped files, in both forms that it writes them. */
class IcingaReviewTest {
    private static final Path SHIPPED = Path.of(System.getProperty("basedir", ""), "test-fixtures", "doctor");

    @TempDir
    Path folder = Path.of("/nonexistent");

    private Map<List<String>, Duration> agentIntervals = Map.of();

    private List<Finding> findings(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("objects"), text);
        var findings = new Findings();
        IcingaReview.of(file, new IcingaReview.Expected(Optional.empty(), agentIntervals), findings);
        return findings.all();
    }

    private static String list() throws IOException {
        return Files.readString(SHIPPED.resolve("icinga-objects.txt"));
    }

    /** {@code from} is replaced wherever it stands. */
    private static String changed(String from, String to) throws IOException {
        String text = list();
        assertTrue(text.contains(from), from);
        return text.replace(from, to);
    }

    @Test
    void nothingIsFoundInTheShippedFiles() throws IOException {
        assertEquals(List.of(), findings(list()));
        assertEquals(List.of(), findings(Files.readString(SHIPPED.resolve("icinga2.debug"))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            * timeout = 720                    | * timeout = 60               | icinga-timeout | /etc/icinga2/conf.d/hamail-agent.conf:19
            * check_timeout = null             | * check_timeout = 720        | icinga-timeout-on-service | /etc/icinga2/mail1.conf:7
            * command_endpoint = ""            | * command_endpoint = "mon1"  | icinga-self-endpoint | /etc/icinga2/mail1.conf:7
            * event_command = "hamail-handle-fault" | * event_command = ""    | icinga-no-event-command | /etc/icinga2/conf.d/hamail-recovery.conf:57
            * enable_event_handlers = true     | * enable_event_handlers = false | icinga-no-event-command | IcingaApplication app
            * enable_event_handler = true      | * enable_event_handler = false | icinga-no-event-command | /etc/icinga2/conf.d/hamail-recovery.conf:56
            $service.downtime_depth$           | 0                            | icinga-macros-missing | /etc/icinga2/conf.d/hamail-recovery.conf:20
            $host.downtime_depth$              | 0                            | icinga-macros-missing | /etc/icinga2/conf.d/hamail-recovery.conf:20
            $host.state$                       | UP                           | icinga-macros-missing | /etc/icinga2/conf.d/hamail-recovery.conf:20
            $service.output$                   | $service.outpt$              | icinga-macros-missing | /etc/icinga2/conf.d/hamail-recovery.conf:20
            $service.state_type$               | HARD                         | icinga-macros-missing | /etc/icinga2/conf.d/hamail-recovery.conf:20
            * mail_daemon = "imapd"            | * mail_daemon = "imap"       | icinga-macros-missing | /etc/icinga2/mail1.conf:11
            * check_interval = 900             | * check_interval = 600       | icinga-freshness | /etc/icinga2/mail1.conf:23
            * enable_active_checks = true      | * enable_active_checks = false | icinga-freshness | /etc/icinga2/mail1.conf:13
            """)
    void whatIsWrongIsFoundWhereItStands(String from, String to, String id, String where) throws IOException {
        List<Finding> findings = findings(changed(from, to));
        assertEquals(List.of(id), findings.stream().map(Finding::id).distinct().toList(), findings::toString);
        assertTrue(findings.stream().anyMatch(finding -> finding.where().equals(where)), findings::toString);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            * timeout = 720         | * timeout = 900
            * command_endpoint = "" | * command_endpoint = "phys-a"
            * check_interval = 900  | * check_interval = 720
            * name = "web"          | * check_timeout = 30
            """)
    void aNeighbourThatIsRightIsNot(String from, String to) throws IOException {
        assertEquals(List.of(), findings(changed(from, to)));
    }

    @Test
    void intervalOfAgentCountsForItsResults() throws IOException {
        agentIntervals = Map.of(List.of("mail1", "protocol local imapd"), Duration.ofSeconds(60));
        List<Finding> findings = findings(list());
        assertEquals(
                List.of("icinga-freshness"), findings.stream().map(Finding::id).toList());
        assertEquals(
                "check_interval is 60 s, where the agent's interval + 660 s are 720 (1 service)",
                findings.get(0).what());
    }

    @Test
    void objectFileSaysSameAsList() throws IOException {
        String debug = Files.readString(SHIPPED.resolve("icinga2.debug"));
        List<Finding> findings = findings(debug.replace("\"timeout\":720", "\"timeout\":119"));
        assertEquals(
                List.of("icinga-timeout"), findings.stream().map(Finding::id).toList());
        assertEquals("/etc/icinga2/conf.d/hamail-agent.conf:19", findings.get(0).where());
    }

    @Test
    void coloursOfTerminalAreNoPartOfIt() throws IOException {
        assertEquals(List.of(), findings(list().replace("'mail1!", "\u001B[1m'mail1!")));
    }

    @ParameterizedTest
    @CsvSource({
        "'', it is empty",
        "nonsense, 1 line is",
        "'12:{\"type\": 1}', it ends",
        "'99999999999:', no object file"
    })
    void whatIsNoListIsTold(String text, String what) throws IOException {
        List<Finding> findings = findings(text);
        assertEquals(List.of("unreadable"), findings.stream().map(Finding::id).toList());
        assertTrue(findings.get(0).what().startsWith(what), findings::toString);
    }

    @Test
    void truncatedListIsJudgedAsFarAsPossible() throws IOException {
        String text = changed("* timeout = 720", "* timeout = 60");
        assertEquals("icinga-timeout", findings("nonsense\n" + text).get(1).id());
    }

    @Test
    void fiftyThousandServicesAreReadInTime() throws IOException {
        String text = list();
        int at = text.indexOf("Object 'mail1!protocol local imapd'");
        String service = text.substring(at, text.indexOf("\n\n", at) + 2);
        Path file = folder.resolve("large");
        try (var out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            out.write(text);
            for (int i = 0; i < 50_000; i++) {
                out.write(service.replace("mail1", "mail" + i));
            }
        }
        var cpu = ManagementFactory.getThreadMXBean(); // by the wall a busy machine would decide
        long begin = cpu.getCurrentThreadCpuTime();
        var findings = new Findings();
        IcingaReview.of(file, new IcingaReview.Expected(Optional.empty(), Map.of()), findings);
        long ms = (cpu.getCurrentThreadCpuTime() - begin) / 1_000_000;
        assertEquals(List.of(), findings.all());
        assertTrue(ms < 60_000, ms + " ms"); // once for each line it would take hours
    }
}
