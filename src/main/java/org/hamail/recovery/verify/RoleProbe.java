package org.hamail.recovery.verify;

import java.time.Duration;

/** Looks at one role of a logical host. */
public interface RoleProbe {
    /**
     * From here: a role with a protocol through the logical address, any other by the process check on {@code node}, the
     * one that holds the logical host.
     */
    ProbeOutcome look(String role, String node, Duration limit);

    /** On {@code node} itself, over its transport: whether the role with a protocol serves there, at the logical address. */
    ProbeOutcome lookOnNode(String role, String node, Duration limit);
}
