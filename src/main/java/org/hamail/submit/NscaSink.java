package org.hamail.submit;

import com.googlecode.jsendnsca.Level;
import com.googlecode.jsendnsca.MessagePayload;
import com.googlecode.jsendnsca.NagiosPassiveCheckSender;
import com.googlecode.jsendnsca.NagiosSettings;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.hamail.plugin.Status;

/**
 * An NSCA daemon, spoken to by jsendnsca: one connection for each result, no acknowledgement.
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
    private static final int LANES = 8;

    /** nsca handles each connection in a process of its own: two results that follow at once may change places. */
    private static final Duration GAP = Duration.ofMillis(100);

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
        return exchange.run(wanted -> send(result, wanted));
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
    public Duration gap() {
        return GAP;
    }

    @Override
    public boolean acknowledges() {
        return false;
    }

    private Delivery send(PassiveResult result, BooleanSupplier wanted) {
        String line = ResultLine.of(
                ReadableAscii.of(result.output()),
                result.figures().stream().map(ReadableAscii::of).toList(),
                peer.maxOutput());
        var payload = new MessagePayload(
                result.about().host(), level(result.status()), result.about().service(), line);
        new NagiosPassiveCheckSender(settings(wanted)).send(payload);
        return Delivery.delivered();
    }

    private NagiosSettings settings(BooleanSupplier wanted) {
        var settings = new NagiosSettings();
        settings.setNagiosHost(peer.host());
        settings.setPort(peer.port());
        settings.setPassword(peer.password().reveal());
        settings.setConnectTimeout((int) exchange.limit().toMillis());
        settings.setTimeout((int) exchange.limit().toMillis());
        if (peer.maxOutput() == LONG_OUTPUT) {
            settings.enableLargeMessageSupport();
        }
        settings.setEncryptor((message, received, password) -> {
            if (!wanted.getAsBoolean()) {
                throw new IllegalStateException("too late");
            }
            peer.cipher().encryptor().encrypt(message, received, password);
        });
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
