package org.hamail.recovery.engine;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hamail.model.ClusterView;

/** The one line that the status command prints: {@code active=NODE state=STATE eligible=NODE,NODE}. */
final class StatusLine {
    private final List<String> nodes;

    /** {@code nodes} are the configured ones; no other can be active. */
    StatusLine(List<String> nodes) {
        this.nodes = List.copyOf(nodes);
    }

    ClusterView read(String output) throws EngineUnavailable {
        Map<String, String> fields = fields(line(output));
        Optional<String> active = active(fields);
        ClusterView.State state = state(field(fields, "state"));
        if (active.isEmpty() && state == ClusterView.State.RUNNING) {
            throw new EngineUnavailable("the status command says running, but on no node");
        }
        return new ClusterView(active, state, eligible(fields, active), true, Optional.empty());
    }

    private static String line(String output) throws EngineUnavailable {
        List<String> lines = output.strip().lines().toList();
        if (lines.size() != 1) {
            throw new EngineUnavailable("the status command printed " + lines.size() + " lines, not one");
        }
        return lines.get(0);
    }

    private Optional<String> active(Map<String, String> fields) throws EngineUnavailable {
        Optional<String> active = Optional.of(field(fields, "active")).filter(node -> !node.isEmpty());
        if (active.isPresent() && !nodes.contains(active.get())) {
            throw new EngineUnavailable(
                    "the status command names an unknown active node '" + shown(active.get()) + "'");
        }
        return active;
    }

    private List<String> eligible(Map<String, String> fields, Optional<String> active) throws EngineUnavailable {
        return Arrays.stream(field(fields, "eligible").split(",", -1))
                .filter(node -> nodes.contains(node) && !active.equals(Optional.of(node)))
                .distinct()
                .toList();
    }

    private static Map<String, String> fields(String line) throws EngineUnavailable {
        var fields = new HashMap<String, String>();
        for (String word : line.strip().split("[ \t]+", -1)) {
            int equals = word.indexOf('=');
            if (equals < 0 || fields.put(word.substring(0, equals), word.substring(equals + 1)) != null) {
                throw notAStatus(line);
            }
        }
        if (fields.size() != 3) {
            throw notAStatus(line);
        }
        return fields;
    }

    private static String field(Map<String, String> fields, String name) throws EngineUnavailable {
        String value = fields.get(name);
        if (value == null) {
            throw new EngineUnavailable("the status command did not say " + name + "=");
        }
        return value;
    }

    private static ClusterView.State state(String word) throws EngineUnavailable {
        for (ClusterView.State state : ClusterView.State.values()) {
            if (state.word().equals(word)) {
                return state;
            }
        }
        throw new EngineUnavailable("the status command says an unknown state '" + shown(word) + "'");
    }

    private static EngineUnavailable notAStatus(String line) {
        return new EngineUnavailable("the status command printed '" + shown(line) + "', not active= state= eligible=");
    }

    private static String shown(String text) {
        String plain = text.replaceAll("[^\\x20-\\x7e]", "?");
        return plain.length() <= 80 ? plain : plain.substring(0, 80) + "...";
    }
}
