package org.hamail.program;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hamail.check.ExpiryRule;
import org.hamail.check.UsageException;
import org.hamail.mail.Demands;
import org.hamail.mail.MailTarget;
import org.hamail.mail.Protocol;
import org.hamail.mail.Thresholds;
import org.hamail.mail.TlsMode;
import org.hamail.net.Family;

/** What {@code check_mail_protocol} was asked for. */
record MailProtocolOptions(MailTarget target, Demands demands, Thresholds thresholds) {
    static final List<OptionSpec> SPECS = specs();

    private static final Duration TIMEOUT = Duration.ofMinutes(11);

    static MailProtocolOptions read(Arguments arguments) throws UsageException {
        String word = arguments.required("protocol");
        Protocol protocol = protocol(word).orElse(null);
        if (protocol == null) {
            throw new UsageException("--protocol: " + Words.quoted(word) + " is not one of smtp, pop, imap, http");
        }
        arguments.oneOf("observer", "local", "remote");
        var tls = new MailTlsOptions(arguments, protocol);
        TlsMode mode = tls.mode();
        Family family = family(arguments);
        var target = new MailTarget(
                protocol,
                MailHost.of("hostname", arguments.required("hostname"), family),
                arguments.integer("port", 1, 65535).orElse(protocol.port(mode)),
                family,
                mode,
                tls.settings());
        Thresholds thresholds = thresholds(arguments, tls.expiry());
        return new MailProtocolOptions(target, new MailDemandOptions(arguments, protocol).read(target), thresholds);
    }

    static Thresholds thresholds(Arguments arguments, Optional<ExpiryRule> expiry) throws UsageException {
        return new Thresholds(
                arguments.range("warning"),
                arguments.range("critical"),
                arguments.seconds("timeout").orElse(TIMEOUT),
                expiry);
    }

    private static List<OptionSpec> specs() {
        var specs = new ArrayList<>(List.of(
                OptionSpec.required("P", "protocol", "PROTOCOL", "smtp, pop, imap or http"),
                OptionSpec.required("H", "hostname", "HOST", "name or address of the server"),
                OptionSpec.value("p", "port", "PORT", "port, where it is not the usual one"),
                OptionSpec.flag("4", "use-ipv4", "only over IPv4"),
                OptionSpec.flag("6", "use-ipv6", "only over IPv6"),
                OptionSpec.value("w", "warning", "RANGE", "seconds that are worth a warning")
                        .orOld("wt"),
                OptionSpec.value("c", "critical", "RANGE", "seconds that are critical")
                        .orOld("ct"),
                OptionSpec.value("t", "timeout", "SECONDS", "time limit of the whole conversation (default 660)")
                        .orOld("to")));
        specs.addAll(MailTlsOptions.SPECS);
        specs.addAll(MailDemandOptions.SPECS);
        specs.add(OptionSpec.value(
                "", "observer", "WHERE", "local or remote: where the check runs; changes nothing here"));
        return List.copyOf(specs);
    }

    static Optional<Protocol> protocol(String word) {
        return switch (word) {
            case "smtp" -> Optional.of(Protocol.SMTP);
            case "pop", "pop3" -> Optional.of(Protocol.POP3);
            case "imap" -> Optional.of(Protocol.IMAP);
            case "http" -> Optional.of(Protocol.HTTP);
            default -> Optional.empty();
        };
    }

    private static Family family(Arguments arguments) throws UsageException {
        boolean four = arguments.has("use-ipv4");
        boolean six = arguments.has("use-ipv6");
        if (four && six) {
            throw new UsageException("-4 and -6 exclude each other");
        }
        return four ? Family.IPV4 : six ? Family.IPV6 : Family.ANY;
    }
}
