package org.hamail.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.hamail.time.Deadline;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ResolverTest {
    private static final Deadline SOON = Deadline.after(Duration.ofMillis(200));
    private static final InetAddress FOUR = address(new byte[] {127, 0, 0, 7});
    private static final InetAddress SIX = address(new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1});

    @Test
    void addressesKeepTheirOrder() throws NetworkException {
        var resolver = new Resolver(name -> new InetAddress[] {SIX, FOUR});
        assertEquals(List.of(SIX, FOUR), resolver.resolve("mail", Family.ANY, later()));
        assertEquals(List.of(FOUR), resolver.resolve("mail", Family.IPV4, later()));
        assertEquals(List.of(SIX), resolver.resolve("mail", Family.IPV6, later()));
    }

    @Test
    void unknownNameOrFamilyDoesNotResolve() {
        var unknown = new Resolver(name -> {
            throw new UnknownHostException(name);
        });
        assertKind(NetworkException.Kind.UNKNOWN_NAME, () -> unknown.resolve("mail", Family.ANY, later()));
        var onlyFour = new Resolver(name -> new InetAddress[] {FOUR});
        assertKind(NetworkException.Kind.UNKNOWN_NAME, () -> onlyFour.resolve("mail", Family.IPV6, later()));
    }

    @Test
    void hangingLookUpEndsAndIsShared() throws Exception {
        var release = new CountDownLatch(1);
        var lookUps = new AtomicInteger();
        var resolver = new Resolver(name -> {
            lookUps.incrementAndGet();
            await(release);
            return new InetAddress[] {FOUR};
        });
        assertKind(NetworkException.Kind.TIMEOUT, () -> resolver.resolve("mail", Family.ANY, SOON));
        assertKind(NetworkException.Kind.TIMEOUT, () -> resolver.resolve("mail", Family.ANY, SOON));
        CompletableFuture<List<InetAddress>> waiting = CompletableFuture.supplyAsync(() -> {
            try {
                return resolver.resolve("mail", Family.ANY, later());
            } catch (NetworkException e) {
                throw new IllegalStateException(e);
            }
        });
        release.countDown();
        assertEquals(List.of(FOUR), waiting.get());
        assertTrue(lookUps.get() <= 2, lookUps.get() + " look-ups");
    }

    @Test
    void anAddressNeedsNoLookUp() throws NetworkException {
        var resolver = new Resolver(name -> {
            throw new IllegalStateException("nobody should ask");
        });
        assertEquals(List.of(FOUR), resolver.resolve("127.0.0.7", Family.ANY, later()));
        assertEquals(List.of(SIX), resolver.resolve("::1", Family.ANY, later()));
        assertKind(NetworkException.Kind.UNKNOWN_NAME, () -> resolver.resolve("1::2::3", Family.ANY, later()));
    }

    private static Deadline later() {
        return Deadline.after(Duration.ofSeconds(50));
    }

    private static void assertKind(NetworkException.Kind kind, org.junit.jupiter.api.function.Executable work) {
        assertEquals(kind, assertThrows(NetworkException.class, work).kind());
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static InetAddress address(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }
}
