package org.hamail.recovery.history;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hamail.recovery.event.Entry;
import org.hamail.recovery.event.Moment;
import org.jspecify.annotations.Nullable;

/**
 * Tells the boots apart that share a boot id: a container that starts again keeps its host's, and its uptime begins anew. Where
 * the uptime went back from one record to the next, the records before are of an earlier boot, and are given its own name.
 */
public final class Boots {
    private Boots() {}

    /** {@code entries}, oldest first, with a name of its own for each boot; the newest keeps the name that it has. */
    public static List<Entry> apart(List<Entry> entries) {
        for (int i = entries.size() - 1; i > 0; i--) {
            if (wentBack(entries.get(i - 1).at(), entries.get(i).at())) {
                return renamed(entries);
            }
        }
        return entries;
    }

    private static boolean wentBack(Moment before, Moment after) {
        return before.boot().equals(after.boot()) && after.uptime().compareTo(before.uptime()) < 0;
    }

    /** From the newest to the oldest, because the present has only the name that the newest has. */
    private static List<Entry> renamed(List<Entry> entries) {
        var renamed = new ArrayList<>(entries);
        Map<String, String> names = new HashMap<>();
        for (int i = entries.size() - 2; i >= 0; i--) {
            Entry entry = entries.get(i);
            Entry next = entries.get(i + 1);
            String boot = entry.at().boot();
            if (wentBack(entry.at(), next.at())) {
                names.put(boot, boot + " before record " + next.seq());
            }
            @Nullable String name = names.get(boot);
            if (name != null) {
                BigDecimal uptime = entry.at().uptime();
                renamed.set(i, new Entry(entry.seq(), new Moment(entry.at().time(), name, uptime), entry.event()));
            }
        }
        return renamed;
    }
}
