package org.hamail.operator.report;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.hamail.model.Role;
import org.hamail.operator.replay.HostResult;
import org.hamail.operator.replay.RecordedHistory;
import org.hamail.operator.replay.ReplayReport;
import org.hamail.operator.story.Incident;

/**
 * Everything there is to say of an incident.
 *
 * @param until when it was over, or now
 * @param away by daemon
 * @param recorded what was decided then
 * @param today what the policy of the configuration in force would decide about the same reports
 * @param other what the policy to compare with would; empty where there is none
 */
public record IncidentReport(
        String logicalHost,
        Incident incident,
        Instant until,
        Map<Role, List<MailAway.Absence>> away,
        HostResult recorded,
        HostResult today,
        List<HostResult> other) {

    /**
     * Of each of {@code incidents}.
     *
     * @param enabled the roles of the profile
     * @param replay the whole journal of that logical host, decided again
     * @param now until when one has lasted that is not over
     */
    public static List<IncidentReport> of(
            List<Incident> incidents, List<Role> enabled, ReplayReport replay, Instant now) {
        return incidents.stream()
                .map(incident -> of(incident, MailAway.in(incident, enabled, now), replay, now))
                .toList();
    }

    private static IncidentReport of(
            Incident incident, Map<Role, List<MailAway.Absence>> away, ReplayReport replay, Instant now) {
        HostResult today = replay.hosts().get(0);
        Instant from = incident.first().at().time();
        Instant until = incident.end().map(entry -> entry.at().time()).orElse(now);
        HostResult recorded = recorded(today.name(), incident);
        List<HostResult> others = replay.others().stream()
                .map(other -> other.between(from, until))
                .toList();
        return new IncidentReport(today.name(), incident, until, away, recorded, today.between(from, until), others);
    }

    private static HostResult recorded(String logicalHost, Incident incident) {
        return RecordedHistory.report(logicalHost, incident.entries()).hosts().get(0);
    }

    /** By which it is found again: the number of its first record. */
    public long id() {
        return incident.first().seq();
    }

    Instant from() {
        return incident.first().at().time();
    }

    boolean isOver() {
        return incident.end().isPresent();
    }
}
