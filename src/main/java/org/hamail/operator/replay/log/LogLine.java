package org.hamail.operator.replay.log;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One line of {@code nagios.log} or of the compat log of Icinga 2: {@code [seconds] WHAT: field;field;...}.
 *
 * @param at seconds since 1970; -1 where the line has no time
 * @param event what it says, where it is about the state of a service or a host
 * @param fault why it cannot be read; empty when it can
 */
record LogLine(long at, @Nullable LogEvent event, String fault) {
    private static final Set<String> SERVICE_STATES = Set.of("OK", "WARNING", "CRITICAL", "UNKNOWN");
    private static final Set<String> HOST_STATES = Set.of("UP", "DOWN", "UNREACHABLE");
    private static final Set<String> DOWNTIME_STATES = Set.of("STARTED", "STOPPED", "CANCELLED");
    private static final int MOST_DIGITS = 11;
    private static final int LONGEST_WORDS = 24;

    static LogLine of(String line) {
        int end = line.indexOf(']');
        long at = line.startsWith("[") && end > 1 ? seconds(line.substring(1, end)) : -1;
        if (at < 0) {
            return new LogLine(-1, null, "no time in brackets at the beginning");
        }
        if (line.length() < end + 3 || line.charAt(end + 1) != ' ') {
            return new LogLine(at, null, "cut off behind the time");
        }
        int colon = line.indexOf(": ", end);
        LogKind kind = colon < 0 || colon - end > LONGEST_WORDS ? null : LogKind.of(line.substring(end + 2, colon));
        return kind == null ? new LogLine(at, null, "") : of(at, kind, line.substring(colon + 2));
    }

    private static long seconds(String text) {
        if (text.length() > MOST_DIGITS) {
            return -1;
        }
        long seconds = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            seconds = seconds * 10 + c - '0';
        }
        return seconds;
    }

    private static LogLine of(long at, LogKind kind, String rest) {
        String[] fields = rest.split(";", kind.fields());
        if (fields.length < kind.fields() && !(kind.ofDowntime() && fields.length == kind.fields() - 1)) {
            return new LogLine(at, null, "cut off: " + kind.words() + " has too few fields");
        }
        int next = kind.ofHost() ? 1 : 2;
        String state = fields[next].strip();
        if (!states(kind).contains(state)) {
            return new LogLine(at, null, "no state of " + kind.words());
        }
        String service = kind.ofHost() ? "" : fields[1];
        boolean hasType = !kind.ofDowntime();
        return new LogLine(
                at,
                new LogEvent(
                        at,
                        kind,
                        fields[0],
                        service,
                        state,
                        hasType ? fields[next + 1] : "",
                        hasType ? fields[next + 2] : "",
                        fields.length < kind.fields() ? "" : fields[fields.length - 1]),
                "");
    }

    private static Set<String> states(LogKind kind) {
        if (kind.ofDowntime()) {
            return DOWNTIME_STATES;
        }
        return kind.ofHost() ? HOST_STATES : SERVICE_STATES;
    }
}
