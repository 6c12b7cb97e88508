package org.hamail.recovery;

import org.hamail.recovery.policy.Reading;

/** What a failover needs to know of the world beside the mail service. */
public interface FailoverPreconditions {
    /** Whether the user/group directory answers: moving mail cannot repair LDAP. */
    Reading<Boolean> directoryAnswers();

    /** Whether this machine reaches anything at all: one that is cut off must not blame others. */
    Reading<Boolean> thisMachineIsSane();
}
