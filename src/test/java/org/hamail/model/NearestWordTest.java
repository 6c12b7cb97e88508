package org.hamail.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class NearestWordTest {
    private static final List<String> KEYS = List.of("mode", "settle", "retry_count", "retry_interval", "state_dir");

    @ParameterizedTest
    @CsvSource({
        "retrycount, retry_count",
        "setle, settle",
        "mdoe, mode",
        "state-dir, state_dir",
        "retry_intervall, retry_interval"
    })
    void aSlipIsNear(String written, String meant) {
        assertEquals(Optional.of(meant), NearestWord.of(written, KEYS));
    }

    @ParameterizedTest
    @CsvSource({"stat, status", "hist, history", "valid, validate", "expl, explain"})
    void aWordCutShortIsNear(String written, String meant) {
        assertEquals(
                Optional.of(meant),
                NearestWord.of(written, List.of("status", "history", "validate", "verify", "explain", "reconcile")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "unknown", "password", "count", "ret", "retr", "se"})
    void anotherWordIsNot(String written) {
        assertEquals(Optional.empty(), NearestWord.of(written, KEYS));
    }

    @Test
    void aHugeWordIsNotMeasured() {
        assertEquals(Optional.empty(), NearestWord.of("m".repeat(1_000_000), KEYS));
    }
}
