package org.hamail.submit;

import com.googlecode.jsendnsca.Level;
import com.googlecode.jsendnsca.MessagePayload;
import com.googlecode.jsendnsca.NagiosSettings;
import com.googlecode.jsendnsca.NscaPacket;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import org.hamail.plugin.Status;

/**
 * An NSCA daemon, in the packets of jsendnsca: one connection for each result. That the daemon closes it shows that it is
 * done with the result; whether it liked the password, or a core reads its pipe, it does not tell.
 *
 * <p>Source: nsca 2.10, {@code common.h} (sizes of the packet's fields).
 */
public final class NscaSink implements Sink {
    /** What an nsca before 2.9 keeps of the output. */
    public static final int SHORT_OUTPUT = 511;

    /** What nsca from 2.9 on keeps of the output. */
    public static final int LONG_OUTPUT = 4095;

    private static final int HOST_BYTES = 63;
    private static final int SERVICE_BYTES = 127;
    private static final int VECTOR_BYTES = 128;
    private static final int LANES = 24;

    private final Peer peer;
    private final Exchange exchange;

    /** Where the daemon is and what it expects; {@code maxOutput} in bytes. */
    public record Peer(String host, int port, NscaCipher cipher, Secret password, int maxOutput) {
        public Peer {
            if (maxOutput != SHORT_OUTPUT && maxOutput != LONG_OUTPUT) {
                throw new IllegalArgumentException("nsca takes " + SHORT_OUTPUT + " or " + LONG_OUTPUT + " bytes");
            }
        }
    }

    /** {@code limit} is for one result, from the look-up of the name to the last byte. */
    public NscaSink(Peer peer, Duration limit) {
        this.peer = peer;
        this.exchange = new Exchange(name(peer), limit);
    }

    @Override
    public String name() {
        return name(peer);
    }

    @Override
    public Delivery deliver(PassiveResult result) {
        return exchange.run(wish -> send(result, wish));
    }

    @Override
    public Optional<String> complaint(ServiceName about) {
        boolean fits = fits(about.host(), HOST_BYTES) && fits(about.service(), SERVICE_BYTES);
        return fits
                ? Optional.empty()
                : Optional.of("NSCA carries " + HOST_BYTES + " ASCII characters of a host and " + SERVICE_BYTES
                        + " of a service");
    }

    @Override
    public int lanes() {
        return LANES;
    }

    @Override
    public boolean acknowledges() {
        return false;
    }

    private Delivery send(PassiveResult result, Exchange.Wish wish) throws IOException {
        try (var socket = new Socket()) {
            wish.holds(socket);
            int millis = (int) exchange.limit().toMillis();
            socket.connect(new InetSocketAddress(peer.host(), peer.port()), millis);
            socket.setSoTimeout(millis);
            var in = new DataInputStream(socket.getInputStream());
            byte[] vector = in.readNBytes(VECTOR_BYTES);
            byte[] packet = NscaPacket.of(settings(), payload(result), vector, in.readInt());
            wish.check();
            socket.getOutputStream().write(packet);
            socket.shutdownOutput();
            awaitEnd(in);
            return Delivery.delivered();
        } catch (EOFException e) {
            throw new IOException("the connection was closed before the greeting of nsca", e);
        }
    }

    /** nsca closes when it has handed the result on; it says nothing more. */
    private static void awaitEnd(InputStream in) throws IOException {
        if (in.read() >= 0) {
            throw new IOException("this is not nsca: it says something after its greeting");
        }
    }

    private MessagePayload payload(PassiveResult result) {
        String line = ResultLine.of(
                ReadableAscii.of(result.output()),
                result.figures().stream().map(ReadableAscii::of).toList(),
                peer.maxOutput());
        return new MessagePayload(
                result.about().host(), level(result.status()), result.about().service(), line);
    }

    private NagiosSettings settings() {
        var settings = new NagiosSettings();
        settings.setPassword(peer.password().reveal());
        if (peer.maxOutput() == LONG_OUTPUT) {
            settings.enableLargeMessageSupport();
        }
        settings.setEncryptor(peer.cipher().encryptor());
        return settings;
    }

    private static Level level(Status status) {
        return switch (status) {
            case OK -> Level.OK;
            case WARNING -> Level.WARNING;
            case CRITICAL -> Level.CRITICAL;
            case UNKNOWN -> Level.UNKNOWN;
        };
    }

    private static boolean fits(String name, int bytes) {
        return name.length() <= bytes && name.chars().allMatch(c -> c < 0x7f);
    }

    private static String name(Peer peer) {
        return "nsca-" + peer.host() + "-" + peer.port();
    }
}
