package org.hamail.operator.replay;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hamail.plugin.ServerText;

/** Problems of whose cause nothing can be told from the output. */
public final class Undecidable {
    private static final int MOST = 1000;
    private static final String OTHERS = "others";

    private final Map<String, Integer> outputs = new LinkedHashMap<>();
    private int count;

    void add(String host, String service, String output) {
        count++;
        String words = host + ";" + service + ": " + ServerText.of(output, 120);
        outputs.merge(outputs.size() < MOST || outputs.containsKey(words) ? words : OTHERS, 1, Integer::sum);
    }

    public int count() {
        return count;
    }

    /** Each with how often it came, the most frequent first. */
    public List<Map.Entry<String, Integer>> outputs() {
        List<Map.Entry<String, Integer>> sorted = new ArrayList<>(outputs.entrySet());
        sorted.sort(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()));
        return sorted;
    }
}
