package org.hamail.recovery.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.hamail.support.Golden;
import org.junit.jupiter.api.Test;

class RuleTableTest {
    @Test
    void thePrintedRulesAreThoseUnderVersionControl() {
        Golden.whole(GoldenCase.FOLDER.resolve("rules.txt"), String.join("\n", RuleTable.lines()) + "\n");
    }

    @Test
    void everyRuleHasIdConditionAndSentence() {
        List<String> ids = Arrays.stream(Rule.values()).map(Rule::id).toList();
        assertEquals(ids.size(), ids.stream().distinct().count());
        for (Rule rule : Rule.values()) {
            assertTrue(rule.id().matches("[a-z]+(-[a-z]+)*"), rule.id());
            assertFalse(rule.condition().isBlank(), rule.id());
            assertFalse(rule.sentence().isBlank(), rule.id());
        }
    }

    @Test
    void gatesStandInOrderOfContract() {
        assertEquals(
                "evidence service downtime host daemon progress settle mode acknowledged engine budget confirm"
                        + " pingpong storm directory sanity target",
                String.join(
                        " ",
                        Arrays.stream(GateDefinition.values())
                                .map(GateDefinition::word)
                                .toList()));
    }
}
