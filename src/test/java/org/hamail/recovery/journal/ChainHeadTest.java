package org.hamail.recovery.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hamail.recovery.event.DecisionRecord;
import org.hamail.recovery.event.Event;
import org.hamail.recovery.event.Moment;
import org.hamail.recovery.event.Verification;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChainHeadTest {
    private static final Event DECISION = new DecisionRecord("none", "too-little", "", List.of(), List.of());
    private static final Event ACTED = new Verification("1", true, "served");

    @TempDir
    Path directory = Path.of("/nonexistent");

    private void append(String time, Event event) throws Exception {
        Instant at = Instant.parse("2026-11-22T" + time + "Z");
        Moments moments = () -> new Moment(at, "6f1c", BigDecimal.valueOf(at.getEpochSecond()));
        try (Journal journal = Journal.open(directory, moments, Duration.ofSeconds(20))) {
            journal.append(event);
        }
    }

    private Optional<Long> head(String time) throws Exception {
        return new JournalReader(directory)
                .head("mail1", Instant.parse("2026-11-22T" + time + "Z"))
                .map(ChainHead::seq);
    }

    @Test
    void anEmptyJournalHasNone() throws Exception {
        assertEquals(Optional.empty(), head("12:00:00"));
    }

    @Test
    void itIsAnotherOneOnceAnHour() throws Exception {
        append("12:10:00", DECISION);
        append("12:20:00", DECISION);
        assertEquals(Optional.of(2L), head("12:30:00"), "the newest, where none is older than this hour");
        append("13:10:00", DECISION);
        append("13:20:00", DECISION);
        assertEquals(Optional.of(2L), head("13:30:00"));
        assertEquals(Optional.of(4L), head("14:00:00"));
        assertEquals(Optional.of(4L), head("14:59:00"));
    }

    @Test
    void andAfterEachAction() throws Exception {
        append("12:10:00", DECISION);
        append("13:10:00", ACTED);
        append("13:11:00", DECISION);
        assertEquals(Optional.of(2L), head("13:30:00"));
    }

    @Test
    void whatIsToldIsReadAgain() {
        var head = new ChainHead("mail1", 12, "9f".repeat(32));
        var other = new ChainHead("mail-2.example.org", 7, "0a".repeat(32));
        String text = "HA OK: mail1 on and idle; " + head.words() + ", " + other.words() + "|restarts=0";
        assertEquals(List.of(head, other), ChainHead.in(text));
        assertEquals(List.of(), ChainHead.in("the journal mail1 12 was read"));
    }
}
