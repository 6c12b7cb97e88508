package org.hamail.process;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.hamail.probe.Probe.CannotObserve;
import org.junit.jupiter.api.Test;

final class VisibilityTest {
    private static final OptionalLong NOBODY = OptionalLong.of(65534);
    private static final OptionalLong ROOT = OptionalLong.of(0);

    @Test
    void withoutProcessOneNothingIsSeen() {
        assertThrows(CannotObserve.class, () -> Visibility.require(table(0, entry(2, 0, 0)), ROOT));
    }

    @Test
    void onlyOwnProcessesMeanThatOthersAreHidden() {
        ProcessTable own = table(0, entry(1, 0, 65534), entry(7, 1, 65534));
        CannotObserve e = assertThrows(CannotObserve.class, () -> Visibility.require(own, NOBODY));
        assertEquals("only the observer's own processes are visible: hidepid", e.getMessage());
    }

    @Test
    void oneForeignProcessProvesVisibility() {
        assertDoesNotThrow(() -> Visibility.require(table(0, entry(1, 0, 0), entry(7, 1, 65534)), NOBODY));
    }

    @Test
    void rootSeesEverythingEvenWhereEverythingIsOwn() {
        assertDoesNotThrow(() -> Visibility.require(table(0, entry(1, 0, 0), entry(7, 1, 0)), ROOT));
    }

    @Test
    void containerThatHoldsCheckAloneShowsNothing() {
        ProcessTable alone = table(9, entry(1, 0, 0), entry(7, 1, 0), entry(9, 7, 0));
        assertThrows(CannotObserve.class, () -> Visibility.require(alone, ROOT));
        assertDoesNotThrow(() -> Visibility.require(table(9, entry(1, 0, 0), entry(9, 1, 0), entry(8, 1, 0)), ROOT));
    }

    @Test
    void aCircleOfParentsEnds() {
        assertEquals(
                2,
                Visibility.lineage(table(7, entry(1, 0, 0), entry(7, 9, 0), entry(9, 7, 0)))
                        .size());
    }

    private static ProcessTable table(long self, ProcessEntry... entries) {
        return new ProcessTable(
                List.of(entries), 0, OptionalDouble.empty(), self == 0 ? OptionalLong.empty() : OptionalLong.of(self));
    }

    private static ProcessEntry entry(long pid, long parent, long uid) {
        return new ProcessEntry(
                new StatLine(pid, "x", 'S', parent, 0, 1, 0), List.of("x"), OptionalLong.of(uid), Optional.empty());
    }
}
