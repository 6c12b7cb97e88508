package org.hamail.recovery.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hamail.recovery.event.Gate;
import org.hamail.support.Golden;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each folder holds a situation and the decision that it must give, in the short form of {@link ShortDecision}; the folders below
 * {@code whole} also have it with all its gates, as the journal keeps it and as an operator reads it.
 */
class GoldenDecisionsTest {
    static List<Path> folders() throws IOException {
        try (Stream<Path> files = Files.walk(GoldenCase.FOLDER)) {
            return files.filter(file -> file.endsWith("situation.yaml"))
                    .map(Path::getParent)
                    .sorted()
                    .toList();
        }
    }

    @Test
    void thereAreAtLeastThreeHundred() throws IOException {
        assertTrue(folders().size() >= 300, folders().size() + " folders");
    }

    @ParameterizedTest
    @MethodSource("folders")
    void theSituationGivesTheDecision(Path folder) throws IOException {
        GoldenCase golden = GoldenCase.read(folder);
        Decision decision = Policy.decide(golden.situation());
        Golden.whole(folder.resolve("decision.txt"), ShortDecision.of(golden.situation(), decision));
        if (folder.resolveSibling("").endsWith("whole")) {
            Golden.whole(folder.resolve("decision.json"), json(decision));
            Golden.whole(folder.resolve("explanation.txt"), explanation(golden, decision));
        }
        everyDecisionIsWhole(decision);
    }

    private static void everyDecisionIsWhole(Decision decision) {
        assertEquals(
                Arrays.stream(GateDefinition.values()).map(GateDefinition::word).toList(),
                decision.gates().stream().map(Gate::gate).toList());
        assertFalse(decision.reason().isBlank());
        assertFalse(decision.reason().contains("{"), decision.reason());
        assertFalse(decision.reason().contains("  "), decision.reason());
        assertTrue(Arrays.stream(Rule.values()).anyMatch(rule -> rule.id().equals(decision.rule())));
        Set<String> ofFailover = new HashSet<>(ShortDecision.FAILOVER_ONLY);
        ofFailover.removeAll(saying("not configured", decision));
        Set<String> notNeeded = saying("not needed", decision);
        assertTrue(
                notNeeded.containsAll(ofFailover) || Collections.disjoint(notNeeded, ofFailover),
                () -> "all that only a failover needs, or none: " + notNeeded);
        for (Gate gate : decision.gates()) {
            assertTrue(
                    gate.open() != null
                            || Set.of("not asked", "not needed", "not configured")
                                    .contains(gate.value()),
                    gate::toString);
        }
    }

    private static Set<String> saying(String value, Decision decision) {
        return decision.gates().stream()
                .filter(gate -> value.equals(gate.value()))
                .map(Gate::gate)
                .collect(Collectors.toSet());
    }

    @Test
    void everyRuleIsShownBySomeSituation() throws IOException {
        Set<String> shown = new TreeSet<>();
        for (Path folder : folders()) {
            shown.add(Policy.decide(GoldenCase.read(folder).situation()).rule());
        }
        assertEquals(Arrays.stream(Rule.values()).map(Rule::id).collect(Collectors.toCollection(TreeSet::new)), shown);
    }

    private static String explanation(GoldenCase golden, Decision decision) {
        List<String> lines = new ArrayList<>();
        lines.add(golden.shows());
        lines.add("");
        lines.addAll(ShortDecision.explained(golden.situation(), decision));
        return String.join("\n", lines).concat("\n");
    }

    /** As the journal keeps it, and what the worker is told besides. */
    private static String json(Decision decision) {
        JsonObject json = new JsonObject();
        json.addProperty("decision", decision.word().word());
        json.addProperty("rule", decision.rule());
        json.addProperty("reason", decision.reason());
        JsonArray because = new JsonArray();
        decision.because().forEach(because::add);
        json.add("because", because);
        json.addProperty("daemon", decision.daemon().orElse(null));
        json.addProperty("target", decision.target().orElse(null));
        json.addProperty("complete", decision.complete());
        json.addProperty("opens_at", decision.opensAt().map(PolicyWords::time).orElse(null));
        json.addProperty("missing", Story.missing(decision));
        json.addProperty("others_due", decision.othersDue());
        JsonArray gates = new JsonArray();
        decision.gates().forEach(gate -> gates.add(json(gate)));
        json.add("gates", gates);
        return new GsonBuilder()
                .serializeNulls()
                .disableHtmlEscaping()
                .setPrettyPrinting()
                .create()
                .toJson(json)
                .concat("\n");
    }

    private static JsonObject json(Gate gate) {
        JsonObject json = new JsonObject();
        json.addProperty("gate", gate.gate());
        json.addProperty("open", gate.open());
        json.addProperty("value", gate.value());
        json.addProperty("limit", gate.limit());
        json.addProperty("source", gate.source());
        json.addProperty("age", gate.age());
        json.addProperty("opens_at", gate.opensAt());
        return json;
    }
}
