package org.hamail.operator;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.hamail.cli.OptionSpec;
import org.hamail.cli.UsageException;
import org.hamail.config.yaml.ConfigException;
import org.hamail.model.Count;
import org.hamail.operator.replay.log.LoggedHeads;
import org.hamail.operator.replay.log.LoggedHeads.Logged;
import org.hamail.operator.replay.log.Logs.LogUnreadable;
import org.hamail.plugin.ServerText;
import org.hamail.recovery.Site;
import org.hamail.recovery.journal.ChainHead;
import org.hamail.recovery.journal.ChainProof;
import org.hamail.recovery.journal.JournalBroken;
import org.hamail.recovery.journal.JournalReader;
import org.hamail.recovery.journal.JournalUnavailable;

/**
 * {@code hamail verify}: the chain of the journal holds; and, compared with the logs of a core that check_mail_ha told its
 * heads, it is the one that was written then. Whoever may write the journal can compute a new chain, and not change that log.
 */
final class VerifyVerb {
    private static final OptionSpec AGAINST = OptionSpec.value(
            "",
            "against",
            "FILE...",
            "nagios.log, archives of it or Icinga 2's compat log: prove that the journal is the one whose heads"
                    + " check_mail_ha told that core; takes several");
    private static final int MOST_TOLD = 10;

    private final Verb.Call call;
    private final Site site;
    private final List<Logged> logged;
    private final List<LogUnreadable> unreadable;
    private final Map<ChainHead, Logged> places = new HashMap<>();

    private VerifyVerb(Verb.Call call, Site site, LoggedHeads all) {
        this.call = call;
        this.site = site;
        this.logged = all.heads().stream()
                .filter(each -> each.head().logicalHost().equals(site.logicalHost()))
                .toList();
        this.unreadable = all.unreadable();
        logged.forEach(each -> places.put(each.head(), each));
    }

    static Verb verb() {
        return new Verb(
                "verify",
                "Verify the hash chain of the journal; --against a log of the monitoring core also finds a chain that was"
                        + " computed anew.",
                List.of(AGAINST),
                VerifyVerb::run);
    }

    private static int run(Verb.Call call)
            throws UsageException, ConfigException, IOException, JournalUnavailable, JournalBroken {
        Site site = QueryCommands.site(call);
        if (!call.arguments().has("against")) {
            return chain(call, site);
        }
        LoggedHeads heads = LoggedHeads.read(ReplayVerb.files(call.arguments(), "against"));
        return new VerifyVerb(call, site, heads).against();
    }

    private static int chain(Verb.Call call, Site site) throws JournalUnavailable, JournalBroken {
        JournalReader.Proof proof = new JournalReader(site.directory()).verify();
        if (call.arguments().has("json")) {
            new JsonAnswer("verify")
                    .logicalHost(site.logicalHost(), fields(proof))
                    .print(call.console().out(), Verb.DONE);
        } else {
            call.print(sentence(proof));
        }
        return Verb.DONE;
    }

    private static Map<String, JsonElement> fields(JournalReader.Proof proof) {
        var what = new LinkedHashMap<String, JsonElement>();
        what.put("records", new JsonPrimitive(proof.records()));
        what.put("last_hash", new JsonPrimitive(proof.lastHash()));
        return what;
    }

    private static String sentence(JournalReader.Proof proof) {
        return "hamail: the chain of " + Count.words(proof.records(), "record") + " holds; last hash "
                + proof.lastHash();
    }

    private int against() throws IOException, JournalUnavailable, JournalBroken {
        ChainProof proof = ChainProof.of(
                site.directory(), logged.stream().map(Logged::head).toList());
        int exit = !logged.isEmpty() && proof.holds() ? Verb.DONE : Verb.FAILED;
        List<String> findings = findings(proof);
        if (call.arguments().has("json")) {
            json(proof, exit, findings);
        } else {
            text(proof, findings);
        }
        return exit;
    }

    private void text(ChainProof proof, List<String> findings) {
        call.print(sentence(proof.proof()));
        unreadable.stream()
                .limit(MOST_TOLD)
                .forEach(each -> call.print("  unreadable  "
                        + ServerText.detail(
                                each.file() + (each.line() > 0 ? ":" + each.line() : "") + ": " + each.why(), 500)));
        findings.forEach(finding -> call.print("hamail: " + finding));
    }

    private List<String> findings(ChainProof proof) {
        var findings = new ArrayList<String>();
        String of = "the journal of " + site.logicalHost();
        if (logged.isEmpty()) {
            findings.add(
                    "these logs have no head of " + of + ", so nothing is proved: check_mail_ha must run in that core,"
                            + " and in Nagios its service needs stalking_options o,w,u,c");
            return findings;
        }
        proof.changed().stream()
                .limit(MOST_TOLD)
                .forEach(head -> findings.add(
                        "record " + head.seq() + " is not the one that was logged" + place(head) + range(proof, head)));
        proof.missing().stream()
                .limit(MOST_TOLD)
                .forEach(head -> findings.add(
                        "record " + head.seq() + " was logged" + place(head) + " and is missing" + range(proof, head)));
        if (!proof.setAside().isEmpty()) {
            findings.add("in a journal of " + site.logicalHost() + " that was set aside: "
                    + Count.words(proof.setAside().size(), "logged head") + "; 'hamail history' tells why");
        }
        if (proof.holds()) {
            findings.add(of + " has every head that was logged, " + logged.size() + " in all: " + proved(proof));
        }
        return findings;
    }

    private static String proved(ChainProof proof) {
        long last = last(proof, Long.MAX_VALUE);
        long newer = proof.proof().records() - last;
        return "records 1 to " + last + " are what was written"
                + (newer > 0 ? "; " + Count.words(newer, "newer record") + " no head has been logged of" : "");
    }

    /** The newest record before {@code seq} that is proved; 0 when none is. */
    private static long last(ChainProof proof, long seq) {
        return proof.proved().stream()
                .mapToLong(ChainHead::seq)
                .filter(each -> each < seq)
                .max()
                .orElse(0);
    }

    private static String range(ChainProof proof, ChainHead head) {
        long last = last(proof, head.seq());
        return ": " + (last + 1 == head.seq() ? "record " + head.seq() : "records " + (last + 1) + " to " + head.seq())
                + " or some of them were changed, removed or computed anew";
    }

    private String place(ChainHead head) {
        Logged place = Objects.requireNonNull(places.get(head));
        return time(place).map(time -> " at " + time).orElse("") + " (" + ServerText.detail(place.file(), 300) + ":"
                + place.line() + ")";
    }

    private static Optional<Instant> time(Logged place) {
        return place.at() < 0 ? Optional.empty() : Optional.of(Instant.ofEpochSecond(place.at()));
    }

    private void json(ChainProof proof, int exit, List<String> findings) {
        new JsonAnswer("verify")
                .logicalHost(site.logicalHost(), fields(proof))
                .with("unreadable", JsonAnswer.array(unreadable, LogUnreadable::json))
                .print(call.console().out(), exit, findings.get(0));
    }

    private Map<String, JsonElement> fields(ChainProof proof) {
        Map<String, JsonElement> what = fields(proof.proof());
        what.put("logged", new JsonPrimitive(logged.size()));
        what.put("proved", new JsonPrimitive(proof.proved().size()));
        what.put("proved_to", new JsonPrimitive(last(proof, Long.MAX_VALUE)));
        what.put("set_aside", new JsonPrimitive(proof.setAside().size()));
        what.put("changed", JsonAnswer.array(proof.changed(), this::json));
        what.put("missing", JsonAnswer.array(proof.missing(), this::json));
        return what;
    }

    private JsonObject json(ChainHead head) {
        Logged place = Objects.requireNonNull(places.get(head));
        var json = new JsonObject();
        json.addProperty("seq", head.seq());
        json.addProperty("hash", head.hash());
        json.addProperty("logged", time(place).map(Instant::toString).orElse(null));
        json.addProperty("file", place.file());
        json.addProperty("line", place.line());
        return json;
    }
}
