package org.hamail.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.hamail.net.Connection.SilentAddresses;
import org.hamail.net.Connection.TlsSettings;
import org.hamail.support.Eventually;
import org.hamail.time.Deadline;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ConnectionTest {
    private static final InetAddress HERE = InetAddress.getLoopbackAddress();

    @Test
    void theNextAddressIsTriedWhenOneRefuses() throws IOException {
        InetAddress nobody = InetAddress.getByAddress(new byte[] {127, 0, 0, 99});
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
                Connection wire = Connection.connect(
                        List.of(nobody, server.getInetAddress()), server.getLocalPort(), seconds(50))) {
            assertEquals(server.getInetAddress(), wire.remoteAddress());
        }
    }

    @Test
    void plainTextAfterStarttlsReplyIsGarbled() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 5, HERE);
                Connection wire = Connection.connect(List.of(HERE), server.getLocalPort(), seconds(50));
                Socket caller = server.accept()) {
            caller.getOutputStream().write('x');
            Eventually.get(Duration.ofSeconds(50), wire.input()::available, count -> count > 0);
            NetworkException fault =
                    assertThrows(NetworkException.class, () -> wire.upgrade("h", TlsSettings.unverified()));
            assertEquals(NetworkException.Kind.LEFTOVER, fault.kind());
        }
    }

    @Test
    void aPortWhereNobodyListensRefuses() throws IOException {
        int port;
        try (ServerSocket server = new ServerSocket(0, 5, HERE)) {
            port = server.getLocalPort();
        }
        NetworkException fault =
                assertThrows(NetworkException.class, () -> Connection.connect(List.of(HERE), port, seconds(50)));
        assertEquals(NetworkException.Kind.REFUSED, fault.kind());
    }

    @Test
    void serverThatDoesNotTakeCallIsTimeout() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, HERE)) {
            List<Socket> queue = fill(server);
            try {
                Deadline deadline = Deadline.after(Duration.ofMillis(300));
                NetworkException fault = assertThrows(
                        NetworkException.class,
                        () -> Connection.connect(List.of(HERE), server.getLocalPort(), deadline));
                assertEquals(NetworkException.Kind.TIMEOUT, fault.kind());
                assertTrue(deadline.passed());
            } finally {
                for (Socket socket : queue) {
                    socket.close();
                }
            }
        }
    }

    @Test
    void nextAddressIsTriedAfterFiveSeconds() throws IOException {
        InetAddress other = InetAddress.getByAddress(new byte[] {127, 0, 0, 98});
        try (ServerSocket silent = new ServerSocket(0, 1, HERE);
                ServerSocket server = new ServerSocket(silent.getLocalPort(), 5, other)) {
            List<Socket> queue = fill(silent);
            var named = new SilentAddresses();
            try (Connection wire =
                    Connection.connect(List.of(HERE, other), server.getLocalPort(), seconds(55), named)) {
                assertEquals(other, wire.remoteAddress());
                Duration took = wire.deadline().elapsed();
                assertTrue(took.compareTo(Duration.ofSeconds(5)) >= 0, took.toString());
                assertTrue(took.compareTo(Duration.ofSeconds(50)) < 0, took.toString());
                assertEquals(", no answer from 127.0.0.1", named.clause());
            } finally {
                for (Socket socket : queue) {
                    socket.close();
                }
            }
        }
    }

    @Test
    void lateAddressWinsOverOneThatRefuses() throws IOException {
        InetAddress nobody = InetAddress.getByAddress(new byte[] {127, 0, 0, 99});
        try (ServerSocket server = new ServerSocket(0, 5, HERE);
                Connection wire = Connection.connect(List.of(HERE, nobody), server.getLocalPort(), seconds(50))) {
            assertEquals(HERE, wire.remoteAddress());
        }
    }

    @Test
    void silentAddressDecidesWhereOthersFail() throws IOException {
        InetAddress nobody = InetAddress.getByAddress(new byte[] {127, 0, 0, 99});
        try (ServerSocket silent = new ServerSocket(0, 1, HERE)) {
            List<Socket> queue = fill(silent);
            var named = new SilentAddresses();
            Deadline deadline = Deadline.after(Duration.ofSeconds(1));
            try {
                NetworkException fault = assertThrows(
                        NetworkException.class,
                        () -> Connection.connect(
                                List.of(nobody, HERE, nobody), silent.getLocalPort(), deadline, named));
                assertEquals(NetworkException.Kind.TIMEOUT, fault.kind());
                assertEquals(", no answer from 127.0.0.1", named.clause());
            } finally {
                for (Socket socket : queue) {
                    socket.close();
                }
            }
        }
    }

    /** The broadcast address has no route for TCP, as IPv6 addresses have none on many machines. */
    @Test
    void refusalTellsMoreThanLackOfRoute() throws IOException {
        InetAddress nowhere = InetAddress.getByAddress(new byte[] {-1, -1, -1, -1});
        int port;
        try (ServerSocket server = new ServerSocket(0, 5, HERE)) {
            port = server.getLocalPort();
        }
        for (List<InetAddress> order : List.of(List.of(HERE, nowhere), List.of(nowhere, HERE))) {
            NetworkException fault =
                    assertThrows(NetworkException.class, () -> Connection.connect(order, port, seconds(50)));
            assertEquals(NetworkException.Kind.REFUSED, fault.kind(), order.toString());
        }
    }

    @Test
    void theWatchdogEndsAReadThatNobodyAnswers() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 5, HERE);
                Connection wire = Connection.connect(List.of(HERE), server.getLocalPort(), seconds(1))) {
            NetworkException fault =
                    assertThrows(NetworkException.class, () -> wire.input().read());
            assertEquals(NetworkException.Kind.TIMEOUT, fault.kind());
            assertTrue(wire.deadline().passed());
        }
    }

    @Test
    void theWatchdogEndsAWriteThatNobodyReads() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 5, HERE);
                Connection wire = Connection.connect(List.of(HERE), server.getLocalPort(), seconds(1))) {
            var block = new byte[1 << 20];
            NetworkException fault = assertThrows(NetworkException.class, () -> {
                while (true) {
                    wire.output().write(block);
                }
            });
            assertEquals(NetworkException.Kind.TIMEOUT, fault.kind());
        }
    }

    /** Connects until the queue of the server is full and nobody gets through any more. */
    private static List<Socket> fill(ServerSocket server) throws IOException {
        var sockets = new ArrayList<Socket>();
        try {
            while (sockets.size() < 50) {
                var socket = new Socket();
                sockets.add(socket);
                socket.connect(new InetSocketAddress(HERE, server.getLocalPort()), 200);
            }
        } catch (java.net.SocketTimeoutException e) {
            return sockets;
        }
        throw new AssertionError("the queue never filled");
    }

    private static Deadline seconds(int seconds) {
        return Deadline.after(Duration.ofSeconds(seconds));
    }
}
