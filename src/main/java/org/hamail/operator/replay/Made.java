package org.hamail.operator.replay;

import java.time.Instant;

/**
 * A decision of a replay.
 *
 * @param decision {@code restart}, {@code failover} or {@code hold}
 * @param daemon that it is about
 */
public record Made(Instant time, String decision, String rule, String daemon, String reason) {}
