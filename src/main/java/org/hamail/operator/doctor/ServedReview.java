package org.hamail.operator.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hamail.config.HamailConfig;
import org.hamail.config.LogicalHostConfig;
import org.hamail.operator.doctor.finding.FindingKind;
import org.hamail.operator.doctor.finding.Findings;
import org.hamail.profile.ProfileCheck;
import org.hamail.recovery.Site;
import org.hamail.recovery.verify.ProbeOutcome;
import org.hamail.recovery.verify.ServiceProbe;
import org.hamail.site.Sites;

/** What hamail's own probes see of the roles of a logical host on the node that holds it. */
final class ServedReview {
    private final LogicalHostConfig logicalHost;
    private final Site site;
    private final ServiceProbe probe;
    private final YamlPlaces places;
    private final Findings findings;
    private final Map<String, String> lost = new TreeMap<>();
    private final List<String> unseen = new ArrayList<>();
    private String otherProfile = "";

    ServedReview(HamailConfig config, LogicalHostConfig logicalHost, YamlPlaces places, Findings findings) {
        this.logicalHost = logicalHost;
        this.site = Sites.of(config, logicalHost);
        this.probe = Sites.probe(config, logicalHost);
        this.places = places;
        this.findings = findings;
    }

    /** {@code isOff}: switched off with hamail, so that nothing is to be served. */
    void judge(String node, boolean isOff) {
        for (String role : site.verifier().roles()) {
            processes(role, node);
            if (!isOff) {
                served(role, node);
            }
        }
        if (!unseen.isEmpty()) {
            findings.add(FindingKind.PROCESS_CHECK_BLIND, node, String.join("; ", unseen));
        }
        lost(isOff);
    }

    private void lost(boolean isOff) {
        if (!otherProfile.isEmpty()) {
            String place = places.of("logical_hosts", logicalHost.name(), "server", "profile");
            findings.add(FindingKind.PROFILE_MISMATCH, place, otherProfile);
        } else if (!lost.isEmpty() && !isOff) {
            findings.add(FindingKind.NOT_SERVED, logicalHost.name(), String.join("; ", lost.values()));
        }
    }

    /** Only processes show that a daemon is absent: a dead one is "refused" to every protocol. */
    private void processes(String role, String node) {
        ProbeOutcome sight = probe.process(role, node, site.confirmTimeout());
        if (sight.is(ProbeOutcome.Meaning.CANNOT_TELL) || sight.is(ProbeOutcome.Meaning.NOT_REACHED)) {
            unseen.add(role + ": " + sight.detail());
        } else if (sight.is(ProbeOutcome.Meaning.FAILS)) {
            if (ProfileCheck.namesAnotherProfile(sight.detail())) {
                otherProfile = sight.detail();
            }
            lost.put(role, role + ": " + sight.detail());
        }
    }

    private void served(String role, String node) {
        ProbeOutcome sight = probe.look(role, node, site.confirmTimeout());
        boolean isProcess = sight.detail().startsWith(ProfileCheck.LABEL);
        if (!isProcess && (sight.is(ProbeOutcome.Meaning.FAILS) || sight.is(ProbeOutcome.Meaning.CANNOT_TELL))) {
            lost.putIfAbsent(role, role + ": " + sight.detail());
        } else if (!isProcess && unseen.stream().noneMatch(told -> told.startsWith(role + ": "))) {
            fromItsNode(role, node);
        }
    }

    /** What a takeover asks the node: without an answer it holds. */
    private void fromItsNode(String role, String node) {
        ProbeOutcome there = probe.lookOnNode(role, node, site.confirmTimeout());
        if (!there.isClear()) {
            unseen.add(role + ": " + there.detail());
        }
    }
}
