package org.hamail.operator.story;

import org.hamail.recovery.event.CoreReport;
import org.hamail.recovery.event.DecisionRecord;
import org.hamail.recovery.event.Entry;
import org.hamail.recovery.event.Event;
import org.hamail.recovery.event.Intent;
import org.hamail.recovery.event.Notification;
import org.hamail.recovery.event.OperatorCommand;
import org.hamail.recovery.event.OwnProbe;
import org.hamail.recovery.event.Verification;

/**
 * Whether a hold tells the same as the one before: until another gate holds, something is done, a problem is over, or a further
 * one is reported.
 */
final class ShownHold {
    private final OpenProblems problems = new OpenProblems();
    private String rule = "";

    /** Takes the records one after the other. */
    boolean isRepeatedBy(Entry entry) {
        if (entry.event() instanceof DecisionRecord decision
                && decision.decision().equals("hold")) {
            boolean same = rule.equals(decision.rule());
            rule = decision.rule();
            return same;
        }
        if (changes(entry.event(), entry.seq())) {
            rule = "";
        }
        return false;
    }

    /** Whether it is news for what is held; where no report of that is known, each sign that a daemon is well. */
    private boolean changes(Event event, long seq) {
        boolean unknown = problems.isEmpty();
        if (event instanceof Notification told) {
            return reported(told, seq) || (unknown && told.state().equals("OK"));
        } else if (event instanceof CoreReport core) {
            return reported(core.seen(), seq);
        } else if (event instanceof OwnProbe probe) {
            return probe.result() == OwnProbe.Result.SERVES && (problems.end(probe) || unknown);
        } else if (event instanceof DecisionRecord decision) {
            return problems.end(decision);
        } else if (event instanceof Verification verification && verification.ok()) {
            problems.clear();
            return true;
        }
        return event instanceof Intent || event instanceof OperatorCommand;
    }

    private boolean reported(Notification told, long seq) {
        return switch (told.state()) {
            case "OK" -> problems.end(told);
            case "UNKNOWN" -> false; // what an observer cannot see is no problem
            default -> problems.add(told, seq);
        };
    }
}
