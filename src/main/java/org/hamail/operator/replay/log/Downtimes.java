package org.hamail.operator.replay.log;

import java.util.HashMap;
import java.util.Map;

/**
 * Downtimes by service and host as logs tell them. Nagios says when the first begins and the last ends, and repeats the
 * beginning after a reload: a switch. Icinga 2 says it of each one, in words that end with a full stop: a count.
 */
public final class Downtimes {
    private final Map<String, Map<String, Integer>> depths = new HashMap<>();
    private final Map<String, Map<String, Boolean>> counted = new HashMap<>();

    public void take(LogEvent event) {
        String host = event.host();
        String service = event.service();
        int depth = own(host, service);
        boolean counts = event.state().equals("STARTED") ? isCounted(event.text()) : isCounted(host, service);
        counted.computeIfAbsent(host, name -> new HashMap<>()).put(service, counts);
        int next = event.state().equals("STARTED") ? (counts ? depth + 1 : 1) : (counts ? Math.max(0, depth - 1) : 0);
        depths.computeIfAbsent(host, name -> new HashMap<>()).put(service, next);
    }

    private static boolean isCounted(String text) {
        String words = text.strip();
        return words.startsWith("Checkable ") || words.endsWith("downtime.");
    }

    private boolean isCounted(String host, String service) {
        return counted.getOrDefault(host, Map.of()).getOrDefault(service, false);
    }

    private int own(String host, String service) {
        return depths.getOrDefault(host, Map.of()).getOrDefault(service, 0);
    }

    /** How many downtimes of the service and of its host are in force. */
    public int depth(String host, String service) {
        return own(host, service) + own(host, "");
    }
}
