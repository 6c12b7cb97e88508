package org.hamail.recovery.event;

import java.util.Optional;

/**
 * What a person did.
 *
 * @param verb of the operator's command, e.g. {@code pause}
 * @param until ISO 8601, UTC, of a limited state
 */
public record OperatorCommand(String verb, String who, String reason, Optional<String> until) implements Event {}
