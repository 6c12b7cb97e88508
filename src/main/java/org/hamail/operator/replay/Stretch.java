package org.hamail.operator.replay;

import java.time.Instant;

/**
 * Something that lasted: an action until its verification, or a hold.
 *
 * @param what {@code restart}, {@code failover} or {@code hold}
 * @param detail the rule of a hold, or what came of an action
 */
public record Stretch(Instant from, Instant to, String what, String daemon, String detail) {}
