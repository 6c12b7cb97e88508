package org.hamail.submit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class BatchSizeTest {
    private static final int MOST = 32;

    private final BatchSize convoy = new BatchSize();

    @Test
    void readyResultsAreSharedAmongWorkers() {
        assertEquals(9, convoy.size(MOST, 200, 24));
        assertEquals(1, convoy.size(MOST, 5, 24));
        assertEquals(5, convoy.size(MOST, 5, 1));
    }

    @Test
    void sinkNeverGetsMoreThanItsBatch() {
        assertEquals(MOST, convoy.size(MOST, 10_000, 24));
        assertEquals(1, convoy.size(1, 10_000, 24));
    }

    @Test
    void afterFailureEachResultGoesAlone() {
        for (int alone : new int[] {64, 128, 256}) {
            convoy.cameBack(9);
            assertEquals(alone, singlesUntilTheNextConvoy());
        }
    }

    @Test
    void theWhileDoesNotGrowForEver() {
        for (int i = 0; i < 20; i++) {
            convoy.cameBack(9);
            singlesUntilTheNextConvoy();
        }
        convoy.cameBack(9);
        assertEquals(4096, singlesUntilTheNextConvoy());
    }

    @Test
    void thoseThatCameBackTogetherCountOnce() {
        for (int i = 0; i < 24; i++) {
            convoy.cameBack(9);
        }
        assertEquals(64, singlesUntilTheNextConvoy());
    }

    @Test
    void oneThatArrivedMakesTheWhileShortAgain() {
        convoy.cameBack(9);
        singlesUntilTheNextConvoy();
        convoy.arrived(9);
        convoy.cameBack(9);
        assertEquals(64, singlesUntilTheNextConvoy());
    }

    @Test
    void failedSingleResultKeepsBatches() {
        convoy.cameBack(1);
        assertEquals(9, convoy.size(MOST, 200, 24));
    }

    private int singlesUntilTheNextConvoy() {
        int singles = 0;
        while (convoy.size(MOST, 200, 24) == 1) {
            convoy.arrived(1);
            singles++;
        }
        return singles;
    }
}
