package org.hamail.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.hamail.agent.Check.Answer;
import org.hamail.agent.Check.Checks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RecordingRunsTest {
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch mayEnd = new CountDownLatch(1);

    private final RecordingRuns runs = new RecordingRuns(new Checks() {
        @Override
        public Optional<Check> named(List<String> words) {
            return Optional.empty();
        }

        @Override
        public Optional<CheckRun> runFor(List<String> words) {
            return Optional.of(new CheckRun() {
                @Override
                public Answer answer() {
                    begun.countDown();
                    try {
                        mayEnd.await();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                    return new Answer("recorded\n", 0);
                }

                @Override
                public boolean mayBeAbandoned() {
                    return words.isEmpty();
                }
            });
        }
    });

    private CompletableFuture<Answer> begin(List<String> words) throws Exception {
        CheckRun run = runs.runFor(words).orElseThrow();
        var answer = new CompletableFuture<Answer>();
        new Thread(() -> answer.complete(run.answer())).start();
        begun.await();
        return answer;
    }

    @Test
    void endWaitsForRecordingsAndBeginsNone() throws Exception {
        CompletableFuture<Answer> answer = begin(List.of("handle_mail_fault"));
        CheckRun late = runs.runFor(List.of("handle_mail_fault")).orElseThrow();
        var end = new Thread(() -> {
            try {
                runs.close(Duration.ofMinutes(1));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        end.start();
        while (end.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        assertThrows(IllegalStateException.class, late::answer);
        assertTrue(end.isAlive());
        mayEnd.countDown();
        assertEquals("recorded\n", answer.get().text());
        end.join();
    }

    @Test
    void aCheckIsNotWaitedFor() throws Exception {
        CompletableFuture<Answer> answer = begin(List.of());
        runs.close(Duration.ofMinutes(1));
        mayEnd.countDown();
        assertEquals(0, answer.get().exitCode());
    }
}
