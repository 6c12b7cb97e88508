package org.hamail.operator.doctor;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hamail.io.Command;
import org.hamail.io.CommandRunner;
import org.hamail.operator.doctor.finding.FindingKind;
import org.hamail.operator.doctor.finding.Findings;

/** A node that is reached by ssh: the way there, its clock, its Java. */
final class NodeReview {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final String WORD = "hamail-transport";
    private static final double SKEW = 5;
    private static final int OLDEST_JAVA = 17;
    private static final Pattern JAVA = Pattern.compile("version \"(?:1\\.)?([0-9]+)");

    private final CommandRunner node;
    private final Findings findings;

    NodeReview(CommandRunner node, Findings findings) {
        this.node = node;
        this.findings = findings;
    }

    /** Whether it can be asked at all. */
    boolean judge() {
        Command.Ending ending = node.command(List.of("echo", WORD))
                .answering(Command.OUTPUT_LIMIT)
                .run(LIMIT);
        if (isAnswer(ending)) {
            clock();
            java();
            return true;
        }
        findings.add(FindingKind.TRANSPORT, node.name(), "ssh " + fact(ending));
        return false;
    }

    private static boolean isAnswer(Command.Ending ending) {
        return ending instanceof Command.Ending.Exited exited
                && exited.code() == 0
                && exited.output().strip().equals(WORD);
    }

    /** What {@code ending} was instead of the one word that was asked for. */
    static String fact(Command.Ending ending) {
        if (ending instanceof Command.Ending.NotStarted missing) {
            return "cannot be started: " + missing.reason();
        }
        if (!(ending instanceof Command.Ending.Exited exited)) {
            return "does not end within " + LIMIT.toSeconds() + " s";
        }
        return exited.code() == 0
                ? "prints more than the answer: " + exited.output().strip()
                : "ends with " + exited.code() + ": "
                        + (exited.errors().isEmpty() ? exited.output() : exited.errors()).strip();
    }

    private void clock() {
        double before = Clock.systemUTC().millis() / 1000.0;
        Command.Ending ending = node.command(List.of("date", "+%s"))
                .answering(Command.OUTPUT_LIMIT)
                .run(LIMIT);
        double after = Clock.systemUTC().millis() / 1000.0;
        if (ending instanceof Command.Ending.Exited exited
                && exited.output().strip().matches("[0-9]{1,12}")) {
            double there = Long.parseLong(exited.output().strip());
            clock(there, before, after);
        }
    }

    private void clock(double there, double before, double after) {
        // date(1) cuts off the fraction, and the answer took its time
        double skew = there < before - 1 ? before - 1 - there : Math.max(0, there - after);
        if (skew > SKEW) {
            findings.add(
                    FindingKind.CLOCK_SKEW,
                    node.name(),
                    "its clock is " + Math.round(skew) + " s " + (there < before ? "behind" : "ahead"));
        }
    }

    private void java() {
        Command.Ending ending = node.command(List.of("java", "-version")).run(LIMIT);
        Matcher version = JAVA.matcher(ending instanceof Command.Ending.Exited exited ? exited.output() : "");
        if (version.find() && Integer.parseInt(version.group(1)) < OLDEST_JAVA) {
            findings.add(FindingKind.JAVA_VERSION, node.name(), "its java is version " + version.group(1));
        }
    }
}
