package org.hamail.operator.story;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.hamail.operator.display.Times;

/** Several incidents one after the other: an empty line around each block of more than one line. */
public final class IncidentBlocks {
    private IncidentBlocks() {}

    /** The lines of {@code incidents}; those that are not over have lasted until {@code now}. */
    public static List<String> of(List<Incident> incidents, Times times, Instant now) {
        var lines = new ArrayList<String>();
        for (Incident incident : incidents) {
            List<String> block = IncidentText.of(incident, times, now);
            if (!lines.isEmpty()
                    && (block.size() > 1 || lines.get(lines.size() - 1).startsWith(" "))) {
                lines.add("");
            }
            lines.addAll(block);
        }
        return lines;
    }
}
