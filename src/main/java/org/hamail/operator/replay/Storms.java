package org.hamail.operator.replay;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.hamail.recovery.policy.Situation.Storm;

/** Which logical hosts of the replay were acted on lately. */
final class Storms {
    private final Deque<StormAct> acts = new ArrayDeque<>();

    private record StormAct(String logicalHost, long at) {}

    void add(String logicalHost, long at) {
        acts.addLast(new StormAct(logicalHost, at));
    }

    Storm others(String logicalHost, long now, Duration interval) {
        while (!acts.isEmpty() && now - acts.getFirst().at() >= interval.toMillis()) {
            acts.removeFirst();
        }
        Set<String> others = new HashSet<>();
        Optional<Instant> opensAt = Optional.empty();
        for (StormAct act : acts) {
            if (!act.logicalHost().equals(logicalHost) && others.add(act.logicalHost()) && opensAt.isEmpty()) {
                opensAt = Optional.of(Instant.ofEpochMilli(act.at()).plus(interval));
            }
        }
        return new Storm(others.size(), opensAt);
    }
}
