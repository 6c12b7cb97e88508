package org.hamail.operator.report;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hamail.model.Role;
import org.hamail.operator.story.Incident;
import org.hamail.operator.story.OpenProblems;
import org.hamail.recovery.event.Action;
import org.hamail.recovery.event.CoreReport;
import org.hamail.recovery.event.DecisionRecord;
import org.hamail.recovery.event.Entry;
import org.hamail.recovery.event.Event;
import org.hamail.recovery.event.Intent;
import org.hamail.recovery.event.Notification;
import org.hamail.recovery.event.Outcome;
import org.hamail.recovery.event.OwnProbe;
import org.hamail.recovery.event.Verification;

/**
 * How long mail was away in an incident, for each daemon: from the first report that it did not serve until it was seen to
 * serve, and while an action of which it was a part was under way.
 */
final class MailAway {
    /** Somebody who wants mail gets none. Slow or full servers, wrong certificates and what ails the observer are not meant. */
    private static final Set<String> NOT_SERVED =
            Set.of("absent", "timeout", "refused", "reset", "closed", "garbled", "rejected");

    private final List<Role> enabled;
    private final OpenProblems problems = new OpenProblems();
    private final Map<String, Set<Role>> running = new HashMap<>();
    private final Map<Role, Instant> since = new EnumMap<>(Role.class);
    private final Map<Role, List<Absence>> stretches = new EnumMap<>(Role.class);

    /** A time in which it was away. */
    record Absence(Instant from, Instant to) {
        Duration length() {
            return Duration.between(from, to);
        }
    }

    private MailAway(List<Role> enabled) {
        this.enabled = enabled;
    }

    /**
     * Of {@code incident}, by daemon, those that were away.
     *
     * @param enabled the roles of the profile
     * @param now until when one that is not over has lasted
     */
    static Map<Role, List<Absence>> in(Incident incident, List<Role> enabled, Instant now) {
        var away = new MailAway(enabled);
        for (Entry entry : incident.entries()) {
            away.take(entry);
            away.look(entry.at().time());
        }
        Instant end = incident.end().map(entry -> entry.at().time()).orElse(now);
        away.problems.clear();
        away.running.clear();
        away.look(end);
        return away.stretches;
    }

    static Duration total(List<Absence> stretches) {
        return stretches.stream().map(Absence::length).reduce(Duration.ZERO, Duration::plus);
    }

    private void take(Entry entry) {
        Event event = entry.event();
        if (event instanceof Notification told) {
            report(told, entry.seq());
        } else if (event instanceof CoreReport core) {
            report(core.seen(), entry.seq());
        } else if (event instanceof DecisionRecord decision) {
            problems.end(decision);
        } else if (event instanceof OwnProbe probe && probe.result() == OwnProbe.Result.SERVES) {
            problems.end(probe);
        } else if (event instanceof Intent intent && !intent.dryRun()) {
            running.put(intent.id(), parts(intent));
        } else if (event instanceof Outcome outcome && outcome.result() == Outcome.Result.FAILED) {
            running.remove(outcome.id());
        } else if (event instanceof Verification verification) {
            running.remove(verification.id());
            if (verification.ok()) {
                problems.clear();
            }
        }
    }

    private void report(Notification told, long seq) {
        boolean isAway = told.state().equals("CRITICAL")
                && told.cause().filter(NOT_SERVED::contains).isPresent()
                && !told.phase().equals(Optional.of("resolve"));
        if (isAway) {
            problems.add(told, seq);
        } else if (told.state().equals("OK")) {
            problems.end(told);
        }
    }

    private Set<Role> parts(Intent intent) {
        boolean isAll = intent.action() == Action.FAILOVER || intent.daemon().equals("all");
        return isAll
                ? Set.copyOf(enabled)
                : Role.of(intent.daemon()).map(Set::of).orElse(Set.of());
    }

    private void look(Instant now) {
        for (Role role : Role.values()) {
            boolean isAway = problems.isOf(role) || running.values().stream().anyMatch(parts -> parts.contains(role));
            if (isAway) {
                since.putIfAbsent(role, now);
            } else if (since.containsKey(role)) {
                stretches.computeIfAbsent(role, each -> new ArrayList<>()).add(new Absence(since.get(role), now));
                since.remove(role);
            }
        }
    }
}
