package org.hamail.operator.story;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hamail.model.Role;
import org.hamail.recovery.event.ByHand;
import org.hamail.recovery.event.CoreReport;
import org.hamail.recovery.event.DecisionRecord;
import org.hamail.recovery.event.Entry;
import org.hamail.recovery.event.Event;
import org.hamail.recovery.event.Intent;
import org.hamail.recovery.event.Notification;
import org.hamail.recovery.event.OperatorCommand;
import org.hamail.recovery.event.Outcome;
import org.hamail.recovery.event.OwnProbe;
import org.hamail.recovery.event.Verification;

/** The journal as a picture: a lane for each daemon, one for actions, one for operators. */
public final class Timeline {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("MM-dd HH:mm:ss", Locale.ROOT);
    private static final int LANE = 9;
    private static final int ACTION = 34;

    private final List<Role> lanes;
    private final ZoneOffset offset;

    private Timeline(List<Role> lanes, ZoneOffset offset) {
        this.lanes = lanes;
        this.offset = offset;
    }

    /**
     * A heading, then a row for each record that shows in a lane; a hold once,
     * until it tells something new. All times have the offset of {@code zone} at the last record.
     *
     * @param enabled the roles of the profile; another one has a lane where the records tell of it
     */
    public static List<String> of(List<Entry> entries, List<String> enabled, ZoneId zone) {
        List<Role> lanes = Stream.of(Role.values())
                .filter(role -> enabled.contains(role.word())
                        || entries.stream()
                                .anyMatch(entry -> daemon(entry.event()).equals(Optional.of(role))))
                .toList();
        Instant last = entries.isEmpty()
                ? Instant.EPOCH
                : entries.get(entries.size() - 1).at().time();
        return new Timeline(lanes, zone.getRules().getOffset(last)).rows(entries);
    }

    private List<String> rows(List<Entry> entries) {
        var rows = new ArrayList<>(List.of(heading()));
        Optional<Entry> before = Optional.empty();
        var held = new ShownHold();
        for (Entry entry : entries) {
            String row = held.isRepeatedBy(entry) ? "" : row(entry.event(), before);
            if (!row.isBlank()) {
                rows.add((padded(TIME.format(entry.at().time().atOffset(offset)), 16) + row).stripTrailing());
            }
            before = Optional.of(entry);
        }
        return rows;
    }

    private String heading() {
        var heading = new StringBuilder(padded("time (" + (offset.equals(ZoneOffset.UTC) ? "UTC" : offset) + ")", 16));
        for (Role daemon : lanes) {
            heading.append(padded(daemon.word(), LANE));
        }
        return heading.append(padded("action", ACTION)).append("operator").toString();
    }

    private static Optional<Role> daemon(Event event) {
        if (event instanceof Notification told) {
            return Optional.of(told.daemon());
        } else if (event instanceof CoreReport core) {
            return Optional.of(core.seen().daemon());
        }
        return event instanceof OwnProbe probe ? Optional.of(probe.daemon()) : Optional.empty();
    }

    private String row(Event event, Optional<Entry> last) {
        if (event instanceof Notification told) {
            return lanes(told.daemon(), mark(told));
        } else if (event instanceof CoreReport core) {
            return lanes(core.seen().daemon(), mark(core.seen()));
        } else if (event instanceof OwnProbe probe) {
            return lanes(probe.daemon(), probe.result().word());
        }
        String before = " ".repeat(LANE * lanes.size());
        if (event instanceof DecisionRecord decision && decision.decision().equals("hold")) {
            return before + "-- held: " + decision.rule();
        } else if (event instanceof Intent intent) {
            return before + ">> " + ByHand.word(intent, last)
                    + intent.to().map(to -> " to " + to).orElse("");
        } else if (event instanceof Outcome outcome) {
            return before + "   " + outcome.result().word() + " ("
                    + outcome.seconds().toPlainString() + " s)";
        } else if (event instanceof Verification verification) {
            return before + (verification.ok() ? "<< verified" : "<< NOT verified");
        } else if (event instanceof OperatorCommand act) {
            return before + " ".repeat(ACTION) + act.verb() + " (" + act.who() + ")";
        }
        return "";
    }

    private String lanes(Role daemon, String mark) {
        String text = mark.length() < LANE ? mark : mark.substring(0, LANE - 1);
        return lanes.stream()
                .map(each -> padded(each == daemon ? text : "", LANE))
                .collect(Collectors.joining());
    }

    private static String mark(Notification told) {
        return told.state().equals("OK") ? "ok" : told.cause().orElse("?");
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(1, width - text.length()));
    }
}
