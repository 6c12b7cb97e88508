package org.hamail.process.sockets;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hamail.probe.ServerSide;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The kernel's own table, of a server in this process that serves whom the test wants. */
class SocketWatchTest {
    private static final InetAddress HERE = InetAddress.getLoopbackAddress();

    private final List<Socket> clients = new ArrayList<>();
    private final List<Socket> served = new ArrayList<>();
    private final List<ServerSide.Watch> watches = new ArrayList<>();
    private ServerSocket server;

    @BeforeEach
    void listen() throws IOException {
        server = new ServerSocket(0, 50, HERE);
    }

    @AfterEach
    void end() throws IOException {
        watches.forEach(ServerSide.Watch::close);
        server.close();
        for (Socket socket : clients) {
            socket.close();
        }
        for (Socket socket : served) {
            socket.close();
        }
    }

    @Test
    void aServerThatAcceptsNobodyIsNotFull() throws IOException {
        connect();
        connect();
        begin();
        own();
        connect();
        assertEquals(Optional.empty(), watch().full(ServerSide.Step.GREETING));
        assertEquals(Optional.empty(), watch().full(ServerSide.Step.CONNECT));
    }

    @Test
    void waitingBehindAcceptedClientsMeansFull() throws IOException {
        connect();
        connect();
        begin();
        own();
        connect();
        accept();
        assertEquals(Optional.of(new ServerSide.FullServer(1, 3, true)), watch().full(ServerSide.Step.GREETING));
    }

    @Test
    void acceptanceOfOthersProvesNothingAfterOwn() throws IOException {
        begin();
        own();
        accept();
        connect();
        accept();
        assertEquals(Optional.empty(), watch().full(ServerSide.Step.GREETING));
    }

    @Test
    void clientThatSpeaksAndIsReadIsServed() throws IOException {
        begin();
        own();
        accept();
        Socket other = connect();
        Socket its = accept();
        talk(other, its);
        assertEquals(Optional.of(new ServerSide.FullServer(1, 0, false)), watch().full(ServerSide.Step.GREETING));
        assertEquals(Optional.empty(), watch().full(ServerSide.Step.LATER));
    }

    @Test
    void clientServedBeforeProvesNothingNow() throws IOException {
        Socket other = connect();
        talk(other, accept());
        begin();
        own();
        accept();
        assertEquals(Optional.empty(), watch().full(ServerSide.Step.GREETING));
    }

    @Test
    void quickClientLeavesEndOfItsConnection() throws IOException {
        begin();
        own();
        accept();
        Socket other = connect();
        accept().close();
        other.close();
        assertEquals(Optional.of(new ServerSide.FullServer(1, 0, false)), watch().full(ServerSide.Step.GREETING));
    }

    @Test
    void afterGreetingOnlyFinishedClientsCount() throws IOException {
        Socket other = connect();
        Socket its = accept();
        talk(other, its);
        begin();
        own();
        accept();
        assertEquals(Optional.empty(), watch().full(ServerSide.Step.LATER));
        its.close();
        assertEquals(Optional.of(new ServerSide.FullServer(1, 0, false)), watch().full(ServerSide.Step.LATER));
    }

    @Test
    void withoutATableNothingCanBeTold() throws IOException {
        watches.add(SocketWatch.of(Path.of("/nowhere"), false).begin(List.of(HERE), server.getLocalPort(), false));
        connect();
        own();
        accept();
        assertEquals(Optional.empty(), watch().full(ServerSide.Step.GREETING));
    }

    private ServerSide.Watch watch() {
        return watches.get(watches.size() - 1);
    }

    private void begin() {
        watches.add(SocketWatch.of(Path.of("/proc"), false).begin(List.of(HERE), server.getLocalPort(), false));
    }

    private void own() throws IOException {
        Socket own = connect();
        watch().connected((InetSocketAddress) own.getLocalSocketAddress(), (InetSocketAddress)
                own.getRemoteSocketAddress());
    }

    private Socket connect() throws IOException {
        var client = new Socket(HERE, server.getLocalPort());
        clients.add(client);
        return client;
    }

    private Socket accept() throws IOException {
        Socket socket = server.accept();
        served.add(socket);
        return socket;
    }

    /** The kernel estimates a pause between two pieces once there are two. */
    private static void talk(Socket client, Socket server) throws IOException {
        for (int i = 0; i < 2; i++) {
            client.getOutputStream().write("a line\r\n".getBytes(StandardCharsets.US_ASCII));
            server.getInputStream().readNBytes(8);
        }
    }
}
