package org.hamail.process.sockets;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.hamail.support.Eventually;
import org.junit.jupiter.api.Test;

class SharedWorkTest {
    private final AtomicInteger done = new AtomicInteger();

    @Test
    void whoAsksLaterGetsALaterResult() {
        var work = new SharedWork<>(done::incrementAndGet, 0, () -> 0);
        assertEquals(1, work.fresh());
        assertEquals(2, work.fresh());
    }

    @Test
    void requestDuringWorkSharesNextOne() throws Exception {
        var begun = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        var work = new SharedWork<>(
                () -> {
                    begun.countDown();
                    await(go);
                    return done.incrementAndGet();
                },
                0,
                () -> 0);
        var first = CompletableFuture.supplyAsync(work::fresh);
        begun.await();
        List<CompletableFuture<Integer>> answers = IntStream.range(0, 3)
                .mapToObj(i -> new CompletableFuture<Integer>())
                .toList();
        List<Thread> askers = answers.stream()
                .map(answer -> new Thread(() -> answer.complete(work.fresh())))
                .toList();
        askers.forEach(Thread::start);
        Eventually.get(
                Duration.ofSeconds(60),
                () -> askers.stream().map(Thread::getState).toList(),
                states -> states.stream().allMatch(Thread.State.WAITING::equals));
        go.countDown();
        assertEquals(1, first.get());
        for (CompletableFuture<Integer> answer : answers) {
            assertEquals(2, answer.get());
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
