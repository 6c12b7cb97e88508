package org.hamail.process.sockets;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.hamail.process.sockets.SocketRow.Endpoint;

/**
 * A row of {@code /proc/net/tcp} or {@code tcp6}.
 *
 * @param state as the kernel numbers it, see {@link SocketState}
 * @param inode 0 where no process has the socket: not yet accepted, or already ended
 * @param unread bytes that the process has not read; of a listener, the connections that wait to be accepted
 * @param ato the kernel's estimate of the pause between two pieces that the peer sends; above 0 once it has sent something
 */
record SocketRow(Endpoint local, Endpoint remote, int state, long inode, long unread, long ato) {
    /** The states that matter here, source: the kernel's include/net/tcp_states.h. */
    static final class SocketState {
        static final int ESTABLISHED = 0x01;
        static final int SYN_RECEIVED = 0x03;
        static final int FIN_WAIT_1 = 0x04;
        static final int FIN_WAIT_2 = 0x05;
        static final int TIME_WAIT = 0x06;
        static final int CLOSE_WAIT = 0x08;
        static final int LISTEN = 0x0A;
        static final int CLOSING = 0x0B;

        private SocketState() {}
    }

    boolean isListening() {
        return state == SocketState.LISTEN;
    }

    /** Whether the client waits for the server to accept it. */
    boolean isWaiting() {
        return state == SocketState.SYN_RECEIVED
                || (inode == 0 && (state == SocketState.ESTABLISHED || state == SocketState.CLOSE_WAIT));
    }

    boolean isAccepted() {
        return inode != 0 && !isListening();
    }

    /** Whether the client has said something, and the server has read all of it. */
    boolean hasSpoken() {
        return isAccepted() && state == SocketState.ESTABLISHED && ato > 0 && unread == 0;
    }

    /** Whether the server ended the connection: who ends it first keeps it for a while. */
    boolean isEndedByServer() {
        return switch (state) {
            case SocketState.FIN_WAIT_1, SocketState.FIN_WAIT_2, SocketState.TIME_WAIT, SocketState.CLOSING -> true;
            default -> false;
        };
    }

    /** One end of a connection. An IPv4 address mapped into IPv6 is the IPv4 address. */
    record Endpoint(InetAddress address, int port) {
        static Endpoint of(InetSocketAddress socket) {
            return new Endpoint(socket.getAddress(), socket.getPort());
        }
    }

    /** Both ends of a connection, as the server's side has them: the remote one is the client's. */
    record Ends(Endpoint local, Endpoint remote) {}
}
