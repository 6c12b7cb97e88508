package org.hamail.recovery.event;

import java.util.Optional;
import org.hamail.model.CheckKind;
import org.hamail.model.Observer;
import org.hamail.model.Role;

/**
 * What a monitoring core told the handler, word for word where it could be anything: an empty macro, a macro that was not
 * expanded, huge text. Words that make no sense close their gate; they are never repaired.
 *
 * @param cause the word in the bracket of {@code output}, empty when there is none
 * @param phase the word behind the slash in the bracket, empty when there is none
 * @param eventId of the core; empty where it has none
 * @param node that the observer blames; empty when it did not say
 */
public record Notification(
        Role daemon,
        CheckKind check,
        Observer observer,
        String state,
        String stateType,
        String attempt,
        Optional<String> cause,
        Optional<String> phase,
        String output,
        String hostState,
        String downtime,
        Optional<String> eventId,
        Optional<String> node)
        implements Event {
    /** The cause as a bracket shows it, e.g. {@code timeout/greeting}; empty when there is none. */
    public Optional<String> fault() {
        return cause.map(word -> phase.map(each -> word + "/" + each).orElse(word));
    }

    /** The same, about this node. */
    public Notification about(Optional<String> other) {
        return with(hostState, downtime, eventId, other);
    }

    /** The same, told while the host was in another state, or in another downtime. */
    public Notification during(String otherHostState, String otherDowntime) {
        return with(otherHostState, otherDowntime, eventId, node);
    }

    /** The same, with the id of an event. */
    public Notification ofEvent(String id) {
        return with(hostState, downtime, Optional.of(id), node);
    }

    private Notification with(String host, String depth, Optional<String> event, Optional<String> about) {
        return new Notification(
                daemon, check, observer, state, stateType, attempt, cause, phase, output, host, depth, event, about);
    }
}
