package org.hamail.recovery.policy;

import java.util.Set;

/**
 * What a failover needs to know of the world beside the mail service: the answers to the questions {@code DIRECTORY} and
 * {@code SANITY}. One that cannot be had is {@link Reading.Unreadable}, and closes its gate.
 */
public interface FailoverPreconditions {
    /** The others are never asked. */
    default Set<Question<Boolean>> configured() {
        return Set.of(Question.DIRECTORY, Question.SANITY);
    }

    /** Whether the user/group directory answers: moving mail cannot repair LDAP. */
    Reading<Boolean> directoryAnswers();

    /** Whether this machine reaches anything at all: one that is cut off must not blame others. */
    Reading<Boolean> monitoringHostReachesOthers();
}
