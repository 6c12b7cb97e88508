package org.hamail.submit;

import com.googlecode.jsendnsca.NagiosSettings;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hamail.io.SecretFile;
import org.hamail.model.NscaEncryption;

/**
 * An NSCA daemon, with settings and encryption of jsendnsca. That the daemon closes the connection shows that it is done with the
 * results; whether it liked the password, or a core reads its pipe, it does not tell.
 *
 * <p>After its greeting nsca looks once for a packet, and when that is not there yet it sleeps for a second: hence several
 * results in one connection, but only where it keeps long outputs. It takes packets of the old length as well, for which
 * it reads on until the connection's end, and would take two of them for a long one.
 *
 * <p>Source: nsca 2.10, {@code common.h} (sizes of the packet's fields), {@code nsca.c} ({@code handle_connection_read()}),
 * {@code netutils.c} ({@code recvall()}).
 */
public final class NscaSink implements Sink {
    /** What an nsca before 2.9 keeps of the output. */
    public static final int SHORT_OUTPUT = 511;

    /** What nsca from 2.9 on keeps of the output. */
    public static final int LONG_OUTPUT = 4095;

    private static final int VECTOR_BYTES = 128;
    private static final int LANES = 32;
    private static final int AT_ONCE = 30;
    private static final int PATIENCE_MILLIS = 50;

    private final Peer peer;
    private final TimeLimitedCall exchange;

    /** Where the daemon is and what it expects; {@code maxOutput} in bytes. */
    public record Peer(String host, int port, NscaEncryption encryption, SecretFile password, int maxOutput) {
        public Peer {
            if (maxOutput != SHORT_OUTPUT && maxOutput != LONG_OUTPUT) {
                throw new IllegalArgumentException("nsca takes " + SHORT_OUTPUT + " or " + LONG_OUTPUT + " bytes");
            }
        }
    }

    /** {@code limit} is for one delivery, from the look-up of the name to the last byte. */
    public NscaSink(Peer peer, Duration limit) {
        this.peer = peer;
        this.exchange = new TimeLimitedCall(name(peer), limit);
    }

    @Override
    public String name() {
        return name(peer);
    }

    @Override
    public Delivery deliver(PassiveResult result) {
        return deliver(List.of(result));
    }

    @Override
    public int atOnce() {
        return peer.maxOutput() == LONG_OUTPUT ? AT_ONCE : 1;
    }

    @Override
    public Delivery deliver(List<PassiveResult> results) {
        return exchange.run(cancellation -> send(results, cancellation));
    }

    @Override
    public Optional<String> complaint(ServiceName about) {
        boolean fits =
                bytes(about.host()) <= NscaPacket.HOST_BYTES && bytes(about.service()) <= NscaPacket.SERVICE_BYTES;
        return fits
                ? Optional.empty()
                : Optional.of("NSCA carries " + NscaPacket.HOST_BYTES + " bytes of a host and "
                        + NscaPacket.SERVICE_BYTES + " of a service, in UTF-8");
    }

    @Override
    public int lanes() {
        return LANES;
    }

    @Override
    public boolean acknowledges() {
        return false;
    }

    private Delivery send(List<PassiveResult> results, TimeLimitedCall.Cancellation cancellation) throws IOException {
        try (var socket = new Socket()) {
            cancellation.holds(socket);
            int millis = (int) exchange.limit().toMillis();
            socket.connect(new InetSocketAddress(peer.host(), peer.port()), millis);
            socket.setSoTimeout(millis);
            var in = new DataInputStream(socket.getInputStream());
            byte[] vector = in.readNBytes(VECTOR_BYTES);
            byte[] packets =
                    NscaCipher.encrypt(peer.encryption(), packets(results, in.readInt()), vector, peer.password());
            cancellation.check();
            socket.getOutputStream().write(packets);
            if (results.size() > 1) {
                awaitPatience(socket, in);
                socket.setSoTimeout(millis);
            }
            socket.shutdownOutput();
            awaitEnd(in);
            return Delivery.delivered();
        } catch (EOFException e) {
            throw new IOException("the connection was closed before the greeting of nsca", e);
        }
    }

    /** nsca reads until we end; what ends before did not read them all, and its end would look like that of nsca. */
    private static void awaitPatience(Socket socket, InputStream in) throws IOException {
        socket.setSoTimeout(PATIENCE_MILLIS);
        try {
            awaitEnd(in);
        } catch (SocketTimeoutException e) {
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
        if (peer.maxOutput() == LONG_OUTPUT) {
            settings.enableLargeMessageSupport();
        }
        return settings;
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static String name(Peer peer) {
        return "nsca-" + peer.host() + "-" + peer.port();
    }
}
