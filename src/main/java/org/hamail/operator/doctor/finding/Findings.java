package org.hamail.operator.doctor.finding;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hamail.operator.doctor.finding.FindingKind.Severity;
import org.hamail.plugin.ServerText;

/** Collects what is found: one finding for each place to change, however many services it concerns. */
public final class Findings {
    private static final int LONGEST = 500;

    private final Map<List<String>, Counted> places = new LinkedHashMap<>();

    private static final class Counted {
        private final Finding finding;
        private int services;

        Counted(Finding finding) {
            this.finding = finding;
        }

        Finding withCount() {
            if (services == 0) {
                return finding;
            }
            String what = finding.what() + " (" + services + (services == 1 ? " service)" : " services)");
            return new Finding(
                    finding.kind(), finding.severity(), finding.where(), what, finding.why(), finding.change());
        }
    }

    /** With the usual advice. */
    public void add(FindingKind kind, String where, String what) {
        add(kind, where, what, kind.change());
    }

    public void add(FindingKind kind, String where, String what, String change) {
        add(kind, where, what, change, 0);
    }

    /** One that concerns {@code services} services more than were told of this place before. */
    public void add(FindingKind kind, String where, String what, int services) {
        add(kind, where, what, kind.change(), services);
    }

    /** The same with advice of its own. */
    public void add(FindingKind kind, String where, String what, String change, int services) {
        add(new Finding(kind, kind.severity(), where, what, kind.why(), change), services);
    }

    /** One of which something else comes than of others of its kind. */
    public void add(Finding finding) {
        add(finding, 0);
    }

    private void add(Finding finding, int services) {
        String what = finding.what();
        Counted place = places.computeIfAbsent(
                List.of(finding.id(), finding.where(), services == 0 ? what : ""),
                key -> new Counted(shortened(finding)));
        place.services += services;
    }

    private static Finding shortened(Finding finding) {
        return new Finding(
                finding.kind(),
                finding.severity(),
                finding.where(),
                ServerText.detail(finding.what(), LONGEST),
                finding.why(),
                ServerText.detail(finding.change(), LONGEST));
    }

    public boolean has(FindingKind kind) {
        return places.keySet().stream().anyMatch(key -> key.get(0).equals(kind.id()));
    }

    public boolean has(FindingKind kind, String where) {
        return places.keySet().stream()
                .anyMatch(key -> key.get(0).equals(kind.id()) && key.get(1).equals(where));
    }

    public int count() {
        return places.size();
    }

    /** Forgets all but the {@code first} ones that were found. */
    public void keep(int first) {
        List.copyOf(places.keySet()).subList(first, places.size()).forEach(places::remove);
    }

    /** All of them, the worst first, otherwise as they were found. */
    public List<Finding> all() {
        var all = new ArrayList<Finding>();
        for (Severity severity : Severity.values()) {
            places.values().stream()
                    .map(Counted::withCount)
                    .filter(finding -> finding.severity() == severity)
                    .forEach(all::add);
        }
        return all;
    }
}
