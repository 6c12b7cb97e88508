package org.hamail.submit;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
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

    private static final int LANES = 32;
    private static final int AT_ONCE = 30;

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
        return exchange.run(cancellation -> new NscaExchange(peer, exchange.limit(), cancellation).send(results));
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

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static String name(Peer peer) {
        return "nsca-" + peer.host() + "-" + peer.port();
    }
}
