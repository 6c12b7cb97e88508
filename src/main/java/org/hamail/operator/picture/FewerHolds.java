package org.hamail.operator.picture;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hamail.operator.replay.ReplayDecision;

/** Where thousands of decisions would be shown, a hold that repeats the one before is left out. Actions never are. */
final class FewerHolds {
    /** With more of them nobody reads the table. */
    static final int MANY = 1000;

    private static final int MOST_HOLDS = 2000;

    private FewerHolds() {}

    static List<ReplayDecision> of(List<ReplayDecision> decisions) {
        if (decisions.size() <= MANY) {
            return decisions;
        }
        List<ReplayDecision> fewer = new ArrayList<>();
        Map<String, String> held = new HashMap<>();
        int holds = 0;
        for (ReplayDecision made : decisions) {
            if (!made.decision().equals("hold")) {
                held.clear();
                fewer.add(made);
            } else if (!made.rule().equals(held.put(made.daemon(), made.rule())) && holds++ < MOST_HOLDS) {
                fewer.add(made);
            }
        }
        return fewer;
    }
}
