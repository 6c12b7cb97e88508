package org.hamail.recovery.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.hamail.recovery.event.Gate;
import org.jspecify.annotations.Nullable;

/** What a gate says to a plan. */
sealed interface GateResult {
    /** As a decision lists it under {@code name}. */
    Gate recorded(String name, Instant now);

    /** It lets the action pass. */
    record OpenGate(Seen seen) implements GateResult {
        @Override
        public Gate recorded(String name, Instant now) {
            return seen.recorded(name, true, null);
        }
    }

    /** It refuses the action: the first one that does decides, by its rule. */
    sealed interface RefusingGate extends GateResult {
        Rule rule();

        /** For the sentence of the rule. */
        String detail();

        /** How long a wait would open it; empty when waiting does not. */
        default Optional<Duration> opensIn() {
            return Optional.empty();
        }
    }

    /** It was read, and is closed. */
    record ClosedGate(Rule rule, String detail, Seen seen, Optional<Duration> opensIn) implements RefusingGate {
        ClosedGate(Rule rule, String detail, Seen seen) {
            this(rule, detail, seen, Optional.empty());
        }

        ClosedGate opensIn(Duration wait) {
            return new ClosedGate(rule, detail, seen, Optional.of(wait));
        }

        @Override
        public Gate recorded(String name, Instant now) {
            return seen.recorded(name, false, opening(now, opensIn));
        }
    }

    /** It cannot be read, and is closed by that. */
    record UnreadableGate(Rule rule, String detail, String source) implements RefusingGate {
        @Override
        public Gate recorded(String name, Instant now) {
            return new Seen("unreadable: " + detail, null, source).recorded(name, false, null);
        }
    }

    /** What was read is too old, or of a time that is still to come, and says nothing about now. */
    record StaleGate(Rule rule, String source, long age) implements RefusingGate {
        /** An answer older than this, in seconds. */
        static final long LIMIT = 300;

        static boolean isFresh(long age) {
            return age >= 0 && age <= LIMIT;
        }

        @Override
        public String detail() {
            return "the answer of " + source + " is " + age + " s old";
        }

        @Override
        public Gate recorded(String name, Instant now) {
            return new Seen("stale", "at most " + LIMIT + "s", source).aged(age).recorded(name, false, null);
        }
    }

    /** What it counts is used up: it refuses nothing, and leaves only the failover. */
    record ExhaustedGate(Seen seen, Optional<Duration> opensIn) implements GateResult {
        @Override
        public Gate recorded(String name, Instant now) {
            return seen.recorded(name, false, opening(now, opensIn));
        }
    }

    /** Nothing was judged. */
    enum Unjudged implements GateResult {
        /** It is needed, and nobody has asked yet. */
        NOT_ASKED("not asked"),
        NOT_NEEDED("not needed"),
        NOT_CONFIGURED("not configured");

        private final String words;

        Unjudged(String words) {
            this.words = words;
        }

        @Override
        public Gate recorded(String name, Instant now) {
            return new Gate(name, null, words, null, null, null, null);
        }
    }

    private static @Nullable String opening(Instant now, Optional<Duration> wait) {
        return wait.map(time -> PolicyWords.time(now.plus(time))).orElse(null);
    }
}
