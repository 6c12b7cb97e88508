package org.hamail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hamail.plugin.Cause;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Which test proves which cause. A name ending in {@code .txt} is a server written down in test-fixtures/conversation,
 * {@code *} stands for a protocol; any other name is a test, by room, class and method. A dash says that no real server can
 * be made to do it.
 */
class CauseTableTest {
    private static final Path FOLDER = Path.of("test-fixtures", "conversation");
    private static final String TABLE = """
            cause            | by a scripted server or table                                | by a real one
            absent           | process.ProcessCheckTest.noProcessIsAbsent                   | program.MailDaemonsIT.aProfileSeesItsServersComeAndGo
            too-many         | program.DaemonTablesTest.theCheckSaysWhatWasWrittenDown      | program.MailDaemonsIT.countsAndStaleFileAreReported
            too-few          | program.DaemonTablesTest.theCheckSaysWhatWasWrittenDown      | program.MailDaemonsIT.countsAndStaleFileAreReported
            stale            | checks.DaemonCommandTest.whatMayBeIgnoredHidesNothingElse   | program.MailDaemonsIT.countsAndStaleFileAreReported
            blind            | process.ProcessCheckTest.withoutProcessOneTheCheckIsBlind    | program.HiddenProcessesIT.whatIsHiddenIsNeverAbsent
            timeout/resolve  | mail.HangTest.hangingLookUpIsTimeoutInItsPhase       | -
            timeout/connect  | mail.HangTest.hangingConnectIsTimeoutInItsPhase | -
            timeout/tls      | smtp-starttls-hang.txt imap-starttls-hang.txt pop-stls-hang.txt http-tls-hang.txt pop-implicit-hang.txt smtp-starttls-trickle.txt smtp-starttls-reply-hang.txt | mail.RealCausesIT.aStoppedServerIsATimeoutInThePhaseThatWaits
            timeout/greeting | smtp-hang-greeting.txt imap-hang-greeting.txt pop-hang-greeting.txt pop-implicit-greeting-hang.txt smtp-trickle-greeting.txt | mail.RealCausesIT.aStoppedServerIsATimeoutInThePhaseThatWaits
            timeout/hello    | smtp-hang-hello.txt imap-hang-hello.txt pop-hang-hello.txt smtp-starttls-hello-hang.txt smtp-trickle-hello.txt | -
            timeout/login    | smtp-login-hang.txt imap-login-hang.txt pop-login-hang.txt   | mail.RealCausesIT.aLoginThatNobodyDecidesIsATimeout
            timeout/command  | smtp-from-hang.txt http-hang.txt http-trickle.txt            | mail.RealCausesIT.aStoppedServerIsATimeoutInThePhaseThatWaits
            timeout/quit     | smtp-hang-quit.txt imap-hang-quit.txt pop-hang-quit.txt smtp-trickle-quit.txt | -
            timeout/submit   | round-trip-hang.txt                                          | -
            timeout/fetch    | mail.session.RoundTripTest.mailboxHangingAfterMessageIsFetchTimeout | -
            saturated        | -                                                            | -
            undelivered      | mail.session.RoundTripTest.readMailboxProvesMissingMessage mail.session.RoundTripTest.aMailboxThatStaysEmptyIsUndelivered | mail.RealCausesIT.messageThatStaysInQueueIsUndelivered
            refused          | mail.MailSessionTest.theCheckSaysWhatTheFileExpects net.ConnectionTest.aPortWhereNobodyListensRefuses | mail.RealCausesIT.aServerThatIsGoneRefuses
            reset            | smtp-reset-greeting.txt smtp-reset-hello.txt                 | mail.HttpProbeTest.aServerThatBreaksItsAnswerHasACause
            closed           | smtp-closed-greeting.txt smtp-closed-line.txt imap-closed-hello.txt pop-list-closed.txt http-closed.txt | mail.HttpProbeTest.aServerThatBreaksItsAnswerHasACause
            unreachable      | checks.MailProtocolCommandTest.anAddressWithoutARouteIsUnreachable | program.ObserverIT.aWayThatIsNotThereIsNoTimeout
            garbled          | smtp-line-endless.txt smtp-reply-endless.txt pop-list-endless.txt imap-untagged-endless.txt imap-literal-huge.txt smtp-extra-line.txt pop-extra-line.txt imap-foreign-tag.txt smtp-starttls-leftover.txt imap-starttls-leftover.txt pop-stls-leftover.txt smtp-greeting-200.txt http-garbled.txt http-endless.txt http-expect-endless.txt smtp-login-no-challenge.txt | mail.MailServersIT.whatDoesNotServeHasItsCause
            rejected         | smtp-greeting-554.txt smtp-starttls-501.txt pop-greeting-err.txt imap-greeting-bye.txt imap-greeting-no.txt imap-bad.txt imap-login-bad.txt http-404.txt http-500.txt | mail.RealCausesIT.unknownRecipientIsRejectedOrTemporarilyRefused
            tempfail         | smtp-greeting-421.txt smtp-greeting-450.txt pop-greeting-temp.txt pop-greeting-in-use.txt imap-greeting-bye-unavailable.txt imap-no-unavailable.txt imap-login-unavailable.txt smtp-login-454.txt http-503.txt smtp-starttls-454.txt | mail.RealCausesIT.unknownRecipientIsRejectedOrTemporarilyRefused
            tls              | smtp-starttls-missing.txt smtp-starttls-closed.txt smtp-starttls-reset.txt smtp-starttls-garbage.txt smtp-starttls-old-version.txt imap-starttls-missing.txt pop-stls-missing.txt pop-implicit-plain.txt | mail.MailServersIT.whatDoesNotServeHasItsCause
            certificate      | pop-verify-expired.txt pop-verify-wrong-name.txt pop-verify-untrusted.txt pop-expiry-warning.txt pop-expiry-critical.txt pop-expiry-expired.txt pop-expiry-chain.txt | mail.MailServersIT.whatDoesNotServeHasItsCause mail.RealCausesIT.servingServerMayStillMismatchOrBeSlow
            auth             | smtp-login-535.txt smtp-login-none.txt imap-login-no.txt imap-login-disabled.txt pop-login-refused.txt pop-login-user-refused.txt pop-login-apop-refused.txt | mail.MailServersIT.whatDoesNotServeHasItsCause
            mismatch         | smtp-expect-missing.txt http-expect-missing.txt              | mail.RealCausesIT.servingServerMayStillMismatchOrBeSlow
            slow             | smtp-slow-warning.txt smtp-slow-critical.txt                 | mail.RealCausesIT.servingServerMayStillMismatchOrBeSlow
            dns              | net.ResolverTest                                             | mail.RealCausesIT.aNameThatNobodyHasIsDns
            directory        | directory.DirectoryProbeTest.silenceInAnyPhaseEndsAtDeadline directory.DirectoryProbeTest.lookUpThatHangsEndsAtDeadline directory.DirectoryProbeTest.handshakeThatHangsOrTricklesEndsAtDeadline directory.DirectoryEvaluationTest.failureStateFollowsRoleCauseBeginsSentence | program.CheckMailDirectoryIT.stoppedDirectoryIsTimeoutInPhaseThatHangs
            usage            | checks.MailProtocolCommandTest.senselessOptionsAreUsageErrorsWithTheReasonFirst checks.CheckProgramTest.usageErrorIsOneLineThenAShortUsage | program.CheckMailDirectoryIT.badOptionsAreUsageErrorsWithReasonFirst
            internal         | checks.CheckProgramTest.defectOfOursIsInternalAndForgesNothing | launcher.LauncherIT.failuresOfTheJvmAreUnknown
            """;
    /** What {@code check_mail_ha} says of the recovery; its own tests prove them. */
    private static final List<Cause> OF_THE_RECOVERY = List.of(
            Cause.PAUSED,
            Cause.OFF,
            Cause.OVERDUE,
            Cause.ACTING,
            Cause.FAILED,
            Cause.INDETERMINATE,
            Cause.BLOCKED,
            Cause.PENDING,
            Cause.HELD,
            Cause.UNHEARD);

    /** A row of the table: names separated by blanks. */
    record Row(String cause, List<String> scripted, List<String> real) {
        static Row of(String line) {
            String[] cells = line.split(" *\\| *");
            return new Row(cells[0], List.of(cells[1].split(" +")), List.of(cells[2].split(" +")));
        }

        @Override
        public String toString() {
            return cause;
        }
    }

    static List<Row> rows() {
        return TABLE.lines().skip(1).map(Row::of).toList();
    }

    @Test
    void everyCauseHasARow() {
        var wanted = new TreeSet<String>();
        for (Cause cause : Cause.values()) {
            if (!OF_THE_RECOVERY.contains(cause)) {
                wanted.add(cause.word());
            }
        }
        assertEquals(
                wanted,
                rows().stream()
                        .map(row -> row.cause().replaceFirst("/.*", ""))
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void whatProvesItIsThereAndSaysIt(Row row) throws Exception {
        for (String name :
                Stream.concat(row.scripted().stream(), row.real().stream()).toList()) {
            if (name.endsWith(".txt")) {
                assertTrue(causes(FOLDER.resolve(name)).contains(row.cause()), name);
            } else if (!name.equals("-")) {
                assertTrue(isTest(name), name);
            }
        }
    }

    @Test
    void everyCauseThatFileShowsHasRow() throws IOException {
        Map<String, Row> rows = rows().stream().collect(Collectors.toMap(Row::cause, row -> row));
        try (Stream<Path> files = Files.list(FOLDER)) {
            for (Path file : files.sorted().toList()) {
                for (String cause : causes(file)) {
                    boolean known = rows.containsKey(cause);
                    assertTrue(known, file + " shows " + cause + ", which has no row");
                }
            }
        }
    }

    /** The cause, and the phase where it has one, that the check must print. */
    private static List<String> causes(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .filter(line -> line.matches("> [A-Z0-9]+ [A-Z]+ \\[.*"))
                .map(line -> line.replaceFirst("[^\\[]*\\[([a-z/-]+)\\].*", "$1"))
                .toList();
    }

    private static boolean isTest(String name) throws ClassNotFoundException {
        boolean isMethod = Character.isLowerCase(name.charAt(name.lastIndexOf('.') + 1));
        String type = isMethod ? name.substring(0, name.lastIndexOf('.')) : name;
        Optional<Method> method = Arrays.stream(
                        Class.forName("org.hamail." + type).getDeclaredMethods())
                .filter(candidate -> !isMethod || name.endsWith("." + candidate.getName()))
                .filter(candidate -> candidate.isAnnotationPresent(Test.class)
                        || candidate.isAnnotationPresent(ParameterizedTest.class))
                .findAny();
        return method.isPresent();
    }
}
