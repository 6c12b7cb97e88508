package org.hamail.operator.replay.log;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hamail.model.CheckKind;
import org.hamail.plugin.Cause;

/**
 * What the outputs of the stock plugins say of the daemon, where they say it. What an agent or ssh on the way says
 * ({@code CHECK_NRPE: Socket timeout}) is about the way.
 */
public final class StockOutput {
    private static final Pattern TIMEOUT = Pattern.compile("(?:[A-Z0-9]+ )?(?:CRITICAL - )?Socket timeout after\\b");
    private static final String SOCKET_TIMEOUT = "CRITICAL - Socket timeout";
    private static final Pattern REFUSED = Pattern.compile("(?:(?:[A-Z0-9]+ )?CRITICAL - )?"
            + "(?:connect to address \\S+ and port ([0-9]+): )?Connection refused\\b");
    private static final Pattern NO_PROCESS = Pattern.compile("PROCS CRITICAL: 0 process(?:es)?\\b");

    /** Where agents and ssh listen: NRPE, ssh, NSClient. */
    private static final Pattern WAY = Pattern.compile("5666|22|12489");

    private StockOutput() {}

    /** The cause that {@code output} of a check of this kind begins with; empty where it cannot be told. */
    public static Optional<Cause> cause(CheckKind check, String output) {
        if (check == CheckKind.PROCESS) {
            return NO_PROCESS.matcher(output).lookingAt() ? Optional.of(Cause.ABSENT) : Optional.empty();
        }
        if (output.startsWith(SOCKET_TIMEOUT) || TIMEOUT.matcher(output).lookingAt()) {
            return Optional.of(Cause.TIMEOUT);
        }
        Matcher refused = REFUSED.matcher(output);
        boolean isOfDaemon = refused.lookingAt()
                && (refused.group(1) == null || !WAY.matcher(refused.group(1)).matches());
        return isOfDaemon ? Optional.of(Cause.REFUSED) : Optional.empty();
    }
}
