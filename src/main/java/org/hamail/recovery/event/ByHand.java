package org.hamail.recovery.event;

import java.util.Optional;

/** An action by hand: its intent stands right behind the record of the operator's command that asked for it. */
public final class ByHand {
    private ByHand() {}

    /** Whether an operator asked for the action whose intent is the record behind {@code before}. */
    public static boolean isAsked(Optional<Entry> before) {
        return before.map(Entry::event)
                .filter(event -> event instanceof OperatorCommand command && command.asksForAction())
                .isPresent();
    }

    /** The same, where other records may have been left out between the two. */
    public static boolean isAsked(Entry intent, Optional<Entry> before) {
        return isAsked(before.filter(entry -> entry.seq() == intent.seq() - 1));
    }

    /** What an operator calls the action of {@code intent}, whose record comes behind {@code before}. */
    public static String word(Intent intent, Optional<Entry> before) {
        return isAsked(before) && intent.action() == Action.FAILOVER
                ? "switch"
                : intent.action().word();
    }
}
