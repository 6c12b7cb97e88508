package org.hamail.submit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.zip.CRC32;
import org.hamail.io.SecretFile;
import org.hamail.model.NscaEncryption;
import org.hamail.plugin.Status;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What nsca never does, but something at its port may. */
@Timeout(60)
class NscaSinkTest {
    private final ServerSocket server = listen();

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    @Test
    void silentDaemonIsDownAfterLimit() {
        assertEquals(Delivery.down("timed out after 1 s"), deliver(Duration.ofSeconds(1)));
    }

    @Test
    void trickleIsDownAfterLimit() {
        CompletableFuture<Integer> received = serve(socket -> {
            OutputStream out = socket.getOutputStream();
            for (int i = 0; i < 132; i++) {
                out.write(i);
                out.flush();
                socket.setSoTimeout(20);
                try {
                    if (socket.getInputStream().read() >= 0) {
                        return 1;
                    }
                } catch (java.net.SocketTimeoutException e) {
                    // silent, as it should be until all of the greeting is there
                }
            }
            socket.setSoTimeout(10_000);
            return socket.getInputStream().read() < 0 ? 0 : 1;
        });
        assertEquals(Delivery.down("timed out after 1 s"), deliver(Duration.ofSeconds(1)));
        assertEquals(0, received.join(), "what came too late must not be sent at all");
    }

    @Test
    void aDaemonThatClosesEarlyIsDown() {
        CompletableFuture<Integer> served = serve(socket -> 0);
        assertEquals(
                Delivery.down("the connection was closed before the greeting of nsca"),
                deliver(Duration.ofSeconds(10)));
        assertEquals(0, served.join());
    }

    @Test
    void aPortWhereNobodyListensIsDown() throws IOException {
        server.close();
        assertEquals(Delivery.down("Connection refused"), deliver(Duration.ofSeconds(10)));
    }

    @Test
    void unknownHostIsReported() {
        var sink = new NscaSink(
                new NscaSink.Peer(
                        "no-such-host.invalid", 5667, NscaEncryption.NONE, SecretFile.none(), NscaSink.LONG_OUTPUT),
                Duration.ofSeconds(10));
        assertEquals(Delivery.down("host name does not resolve"), sink.deliver(Results.of("IMAP", Status.OK, "fine")));
    }

    @Test
    void namesThatNscaWouldCutAreComplainedAbout() {
        NscaSink sink = sink(Duration.ofSeconds(1));
        assertEquals(Optional.empty(), sink.complaint(new ServiceName("h".repeat(63), "s".repeat(127))));
        assertTrue(sink.complaint(new ServiceName("h".repeat(64), "s")).isPresent());
        assertTrue(sink.complaint(new ServiceName("h", "s".repeat(128))).isPresent());
        assertEquals(Optional.empty(), sink.complaint(new ServiceName("h", "Zustand für alle")));
        assertEquals(Optional.empty(), sink.complaint(new ServiceName("h", "ö".repeat(63))));
        assertTrue(sink.complaint(new ServiceName("h", "ö".repeat(64))).isPresent(), "128 bytes");
    }

    /** nsca from 2.9 on takes several packets of the old length for one long packet. */
    @Test
    void onlyLongPacketsShareAConnection() {
        assertTrue(sink(Duration.ofSeconds(1)).atOnce() > 1);
        var peer = new NscaSink.Peer("127.0.0.1", 5667, NscaEncryption.NONE, SecretFile.none(), NscaSink.SHORT_OUTPUT);
        assertEquals(1, new NscaSink(peer, Duration.ofSeconds(1)).atOnce());
    }

    @Test
    void daemonClosingAfterOnePacketIsDown() {
        CompletableFuture<Integer> taken = serve(socket -> {
            socket.getOutputStream().write(new byte[132]);
            return socket.getInputStream().readNBytes(4304).length;
        });
        List<PassiveResult> both =
                List.of(Results.of("IMAP", Status.OK, "fine"), Results.of("POP3", Status.OK, "fine"));
        assertEquals(
                Delivery.DeliveryKind.DOWN,
                sink(Duration.ofSeconds(10)).deliver(both).kind());
        assertEquals(4304, taken.join());
    }

    @Test
    void thePasswordIsNeverShown() {
        assertFalse(peer(server.getLocalPort()).toString().contains("none-of-your"));
    }

    @Test
    void namesAndOutputGoOutAsUtf8() {
        CompletableFuture<byte[]> packet = take(720);
        var peer = new NscaSink.Peer(
                "127.0.0.1", server.getLocalPort(), NscaEncryption.NONE, SecretFile.none(), NscaSink.SHORT_OUTPUT);
        PassiveResult result =
                Results.of("IMAP Größe", Status.WARNING, "Müllers Postamt – 5 €, ‘gut’ 郵" + "é".repeat(300));
        new NscaSink(peer, Duration.ofSeconds(10)).deliver(result);
        byte[] taken = packet.join();
        assertEquals(result.about().host(), text(taken, 14, 64));
        assertEquals("IMAP Größe", text(taken, 78, 128));
        String output = text(taken, 206, 512);
        assertTrue(output.startsWith("Müllers Postamt – 5 €, ‘gut’ 郵é"), output);
        assertTrue(output.endsWith("é..."), "cut, but never inside a character: " + output);
        assertTrue(output.getBytes(StandardCharsets.UTF_8).length > 508, output);
        ByteBuffer numbers = ByteBuffer.wrap(taken);
        assertEquals(3, numbers.getShort(0));
        assertEquals(0x01020304, numbers.getInt(8), "the time of the daemon");
        assertEquals(1, numbers.getShort(12));
        int sum = numbers.getInt(4);
        var crc = new CRC32();
        crc.update(numbers.putInt(4, 0).array());
        assertEquals((int) crc.getValue(), sum);
    }

    private static String text(byte[] packet, int at, int size) {
        String field = new String(packet, at, size, StandardCharsets.UTF_8);
        return field.substring(0, field.indexOf(0));
    }

    private CompletableFuture<byte[]> take(int bytes) {
        return CompletableFuture.supplyAsync(() -> {
            try (Socket socket = server.accept()) {
                byte[] greeting = new byte[132];
                System.arraycopy(new byte[] {1, 2, 3, 4}, 0, greeting, 128, 4);
                socket.getOutputStream().write(greeting);
                return socket.getInputStream().readNBytes(bytes);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private Delivery deliver(Duration limit) {
        return sink(limit).deliver(Results.of("IMAP", Status.OK, "fine"));
    }

    private NscaSink sink(Duration limit) {
        return new NscaSink(peer(server.getLocalPort()), limit);
    }

    private static NscaSink.Peer peer(int port) {
        return new NscaSink.Peer("127.0.0.1", port, NscaEncryption.NONE, SecretFile.none(), NscaSink.LONG_OUTPUT);
    }

    private CompletableFuture<Integer> serve(Manners manners) {
        return CompletableFuture.supplyAsync(() -> {
            try (Socket socket = server.accept()) {
                return manners.with(socket);
            } catch (IOException e) {
                return 0;
            }
        });
    }

    private static ServerSocket listen() {
        try {
            return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @FunctionalInterface
    private interface Manners {
        int with(Socket socket) throws IOException;
    }
}
