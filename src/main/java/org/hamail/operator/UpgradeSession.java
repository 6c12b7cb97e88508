package org.hamail.operator;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hamail.recovery.event.Entry;
import org.hamail.recovery.event.Moment;
import org.hamail.recovery.event.OperatorCommand;

/**
 * A rolling upgrade in progress, as the journal tells it. {@code on}, {@code off} and {@code resume} end it, and so does time:
 * one that was forgotten must not move a service months later.
 *
 * @param done how many steps
 * @param node where the service was at the last step
 * @param last when that was
 */
record UpgradeSession(String id, int done, Optional<String> node, Moment last) {
    static final String VERB = "upgrade";
    private static final Duration FORGOTTEN = Duration.ofDays(30);
    private static final Pattern STEP =
            Pattern.compile("session ([0-9a-f]{8}): step ([1-5]) of 5(?:, service on ([^ :,]+))?(?::.*)?");
    private static final Pattern ABORTED = Pattern.compile("session ([0-9a-f]{8}): aborted(?::.*)?");

    /** What the journal keeps of a step. */
    static String words(String id, int step, int steps, Optional<String> node) {
        return "session " + id + ": step " + step + " of " + steps
                + node.map(name -> ", service on " + name).orElse("");
    }

    /** What the journal keeps of its end before the last step. */
    static String aborted(String id) {
        return "session " + id + ": aborted";
    }

    /** The one that {@code entries}, oldest first, leave open. */
    static Optional<UpgradeSession> in(List<Entry> entries, Moment now) {
        Optional<UpgradeSession> session = Optional.empty();
        for (Entry entry : entries) {
            if (entry.event() instanceof OperatorCommand act) {
                session = after(session, entry.at(), act);
            }
        }
        return session.filter(open -> now.since(open.last()).compareTo(FORGOTTEN) < 0);
    }

    private static Optional<UpgradeSession> after(Optional<UpgradeSession> before, Moment at, OperatorCommand act) {
        return switch (act.verb()) {
            case "on", "off", "resume" -> Optional.empty();
            case VERB ->
                ABORTED.matcher(act.reason()).matches() ? Optional.empty() : afterStep(before, at, act.reason());
            default -> before;
        };
    }

    private static Optional<UpgradeSession> afterStep(Optional<UpgradeSession> before, Moment at, String reason) {
        Matcher step = STEP.matcher(reason);
        if (!step.matches()) {
            return before; // of a version that knew no sessions
        }
        int done = Integer.parseInt(step.group(2));
        boolean follows = done == 1
                || before.stream().anyMatch(open -> open.id().equals(step.group(1)) && open.done() == done - 1);
        return follows
                ? Optional.of(new UpgradeSession(step.group(1), done, Optional.ofNullable(step.group(3)), at))
                : before; // a step that is noted late does not take it back
    }
}
