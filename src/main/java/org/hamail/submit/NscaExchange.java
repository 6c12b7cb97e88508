package org.hamail.submit;

import com.googlecode.jsendnsca.NagiosSettings;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** One connection to an NSCA daemon: its greeting, the results as packets, and its end. */
final class NscaExchange {
    private static final int VECTOR_BYTES = 128;
    private static final int PATIENCE_MILLIS = 50;

    private final NscaSink.Peer peer;
    private final int millis;
    private final Cancellation cancellation;

    /** {@code limit} is for connecting, and for each answer. */
    NscaExchange(NscaSink.Peer peer, Duration limit, Cancellation cancellation) {
        this.peer = peer;
        this.millis = (int) limit.toMillis();
        this.cancellation = cancellation;
    }

    Delivery send(List<PassiveResult> results) throws IOException {
        try (var socket = new Socket()) {
            cancellation.holds(socket);
            socket.connect(new InetSocketAddress(peer.host(), peer.port()), millis);
            socket.setSoTimeout(millis);
            hand(results, socket);
            return Delivery.delivered();
        } catch (EOFException e) {
            throw new IOException("the connection was closed before the greeting of nsca", e);
        }
    }

    private void hand(List<PassiveResult> results, Socket socket) throws IOException {
        var in = new DataInputStream(socket.getInputStream());
        byte[] vector = in.readNBytes(VECTOR_BYTES);
        byte[] packets = NscaCipher.encrypt(peer.encryption(), packets(results, in.readInt()), vector, peer.password());
        cancellation.check();
        socket.getOutputStream().write(packets);
        if (results.size() > 1) {
            awaitPatience(socket, in);
        }
        socket.shutdownOutput();
        awaitEnd(in);
    }

    /** nsca reads until we end; what ends before did not read them all, and its end would look like that of nsca. */
    private void awaitPatience(Socket socket, InputStream in) throws IOException {
        socket.setSoTimeout(PATIENCE_MILLIS);
        try {
            awaitEnd(in);
        } catch (SocketTimeoutException e) {
            socket.setSoTimeout(millis);
            return; // it waits for more, as it should
        }
        throw new IOException("the connection was closed before its end: this takes one result of each only");
    }

    /** nsca closes when it has handed the result on; it says nothing more. */
    private static void awaitEnd(InputStream in) throws IOException {
        if (in.read() >= 0) {
            throw new IOException("not nsca: unexpected data after the greeting");
        }
    }

    private List<byte[]> packets(List<PassiveResult> results, int time) {
        int field = settings().getMaxMessageSizeInChars();
        var packets = new ArrayList<byte[]>();
        for (PassiveResult result : results) {
            String line = ResultLine.of(result.output(), result.figures(), field - 1);
            packets.add(NscaPacket.of(result.about(), result.status().exitCode(), line, field, time));
        }
        return packets;
    }

    private NagiosSettings settings() {
        var settings = new NagiosSettings();
        if (peer.maxOutput() == NscaSink.LONG_OUTPUT) {
            settings.enableLargeMessageSupport();
        }
        return settings;
    }
}
