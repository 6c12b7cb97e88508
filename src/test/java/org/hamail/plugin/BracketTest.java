package org.hamail.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class BracketTest {
    @ParameterizedTest
    @EnumSource(Cause.class)
    void everyCauseSurvivesItsOutputLine(Cause cause) {
        CheckResult result = CheckResult.of("POP3", cause, "[x]: why").withPhase("greeting");
        Bracket bracket = Bracket.in(PluginOutput.line(result)).orElseThrow();
        assertEquals(new Bracket(cause.status(), cause.word(), Optional.of("greeting")), bracket);
    }

    @Test
    void phaseMayBeMissing() {
        assertEquals(
                Optional.of(new Bracket(Status.CRITICAL, "absent", Optional.empty())),
                Bracket.in("DAEMON CRITICAL [absent]: x"));
    }

    @Test
    void statusIsTheOneThatTheCheckPrinted() {
        assertEquals(Status.OK, Bracket.in("POP3 OK [refused]: x").orElseThrow().status());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "(No output returned from plugin)",
                "(Service check timed out after 60.01 seconds)",
                "POP3 OK: served [timeout/greeting]: x",
                "POP3 CRITICAL: [timeout]: x",
                " POP3 CRITICAL [timeout]: x",
                "x POP3 CRITICAL [timeout]: x",
                "pop3 CRITICAL [timeout]: x",
                "POP3 CRITICAL [timeout] x",
                "POP3 CRITICAL [TIMEOUT]: x",
                "POP3 CRITICAL [timeout/]: x",
                "POP3 CRITICAL [/greeting]: x",
                "POP3 CRITICAL []: x",
                "POP3 CRITICAL  [timeout]: x",
                "POP3 SEVERE [timeout]: x"
            })
    void bracketAnywhereElseIsNone(String output) {
        assertEquals(Optional.empty(), Bracket.in(output));
    }
}
