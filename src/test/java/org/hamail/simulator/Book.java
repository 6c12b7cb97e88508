package org.hamail.simulator;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hamail.recovery.core.CoreService.HostState;
import org.jspecify.annotations.Nullable;

/** What the judge knows of one logical host on one monitoring server. */
final class Book {
    final List<Deed> deeds = new ArrayList<>();
    /** Where people put the switch; null while that is not certain. */
    @Nullable
    String position = "on";

    long lastUnclean;
    long lastAck = -1;
    /** When one was done, or found nothing to acknowledge; one that could not be written has ended no hard stop. */
    long lastAckDone = -1;
    /** When a worker was killed: it may have left an intent, and what became of that may be a hard stop. */
    long lastDeath = -1;

    long lastOpening = -1;
    long downtimeSince = -1;
    long hostDownSince = -1;
    long lastPlainWord = -1;
    /** When a handler that had been stopped went on: its report is new for hamail, however old its words are. */
    long lastWentOn = -1;

    long lastDowntimeWord = -1;
    long lastDownWord = -1;
    final UpgradeMoves upgrade = new UpgradeMoves();
    final Map<String, Integer> told = new HashMap<>();
    final Map<String, Integer> handled = new HashMap<>();
    final Map<String, String> done = new HashMap<>();
    final Set<String> commanded = new HashSet<>();
    /** Verbs that have not ended yet. */
    final Set<String> verbs = new HashSet<>();
    /** Verbs during which another one was given: either may have been the last one to write. */
    final Set<String> overlapped = new HashSet<>();

    /** What the core says of {@code mail} has changed. */
    void words(Server server, Mail mail) {
        long now = server.world.clockwork.now;
        downtimeSince = server.downtime[mail.index] == 0 ? -1 : downtimeSince < 0 ? now : downtimeSince;
        hostDownSince = server.hostState[mail.index] == HostState.UP ? -1 : hostDownSince < 0 ? now : hostDownSince;
    }
}
