package org.hamail.recovery.event;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import org.hamail.model.CheckKind;
import org.hamail.model.Role;

/**
 * A probe that hamail itself made of a daemon that had been reported as faulty.
 *
 * @param check what it looked at: the process, or the protocol through the logical address
 * @param cause in words of the closed list, of a probe that did not succeed
 * @param phase in which a timeout happened
 * @param seconds that it took
 * @param node that held the logical host then
 */
public record OwnProbe(
        Role daemon,
        CheckKind check,
        Result result,
        Optional<String> cause,
        Optional<String> phase,
        String detail,
        BigDecimal seconds,
        Optional<String> node)
        implements Event {
    /** What it means for the fault. */
    public enum Result {
        /** The daemon serves: the fault has healed. */
        SERVES,
        /** The fault is still there. */
        FAILS,
        /** The daemon serves others and has no place left: a restart would make it worse. */
        FULL,
        /** The probe itself could not be made, or its answer says nothing about the daemon. */
        CANNOT_TELL;

        private final String word = name().toLowerCase(Locale.ROOT).replace('_', '-');

        /** As in the journal. */
        public String word() {
            return word;
        }

        public static Optional<Result> of(String word) {
            for (Result result : values()) {
                if (result.word.equals(word)) {
                    return Optional.of(result);
                }
            }
            return Optional.empty();
        }
    }

    /** Cause and phase as in the brackets of a check; empty of a probe that succeeded. */
    public Optional<String> fault() {
        return cause.map(word -> phase.map(each -> word + "/" + each).orElse(word));
    }

    /** Whether {@code other} saw the same: repeated, it would tell nothing new. */
    public boolean sees(OwnProbe other) {
        return daemon == other.daemon
                && check == other.check
                && result == other.result
                && cause.equals(other.cause)
                && phase.equals(other.phase)
                && node.equals(other.node);
    }
}
