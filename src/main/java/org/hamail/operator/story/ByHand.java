package org.hamail.operator.story;

import java.util.Optional;
import java.util.Set;
import org.hamail.recovery.event.Action;
import org.hamail.recovery.event.Entry;
import org.hamail.recovery.event.Intent;
import org.hamail.recovery.event.OperatorCommand;

/** What a person's verb begins stands right behind the record of that verb. */
public final class ByHand {
    private static final Set<String> VERBS = Set.of("restart", "switch");

    private ByHand() {}

    /** What people call the action of {@code intent}, whose record comes behind {@code before}. */
    public static String word(Intent intent, Optional<Entry> before) {
        return isWanted(before) && intent.action() == Action.FAILOVER
                ? "switch"
                : intent.action().word();
    }

    /** Whether a person wanted what comes behind {@code before}. */
    public static boolean isWanted(Optional<Entry> before) {
        return before.map(Entry::event)
                .filter(event -> event instanceof OperatorCommand act && VERBS.contains(act.verb()))
                .isPresent();
    }
}
