package org.hamail.checks;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hamail.cli.Arguments;
import org.hamail.cli.OptionSpec;
import org.hamail.cli.Texts;
import org.hamail.cli.UsageException;
import org.hamail.mail.session.MailTarget;
import org.hamail.mail.session.ProbeOptions;
import org.hamail.model.MailProtocol;
import org.hamail.model.TlsMode;
import org.hamail.net.Family;
import org.hamail.probe.ExpiryRule;
import org.hamail.probe.ServerSide;
import org.hamail.probe.Thresholds;
import org.hamail.process.sockets.SocketWatch;

/** What {@code check_mail_protocol} was asked for. */
public record MailProtocolOptions(
        MailTarget target, ProbeOptions demands, Thresholds thresholds, Optional<ServerSide> serverSide) {
    static final List<OptionSpec> SPECS = specs();

    private static final Duration TIMEOUT = Duration.ofMinutes(11);

    public static MailProtocolOptions read(Arguments arguments) throws UsageException {
        String word = arguments.required("protocol");
        MailProtocol protocol = MailProtocol.of(word).orElse(null);
        if (protocol == null) {
            throw new UsageException("--protocol: " + Texts.quoted(word) + " is not one of "
                    + String.join(", ", MailProtocol.usualWords()));
        }
        var tls = new MailTlsOptions(arguments, protocol);
        TlsMode mode = tls.mode();
        Family family = family(arguments);
        var target = new MailTarget(
                protocol,
                MailHost.of("hostname", arguments.required("hostname"), family),
                arguments.integer("port", 1, 65535).orElse(protocol.port(mode)),
                family,
                mode,
                MailTlsOptions.settings(arguments));
        Thresholds thresholds = thresholds(arguments, tls.expiry());
        return new MailProtocolOptions(
                target, new MailProbeOptions(arguments, protocol).read(target), thresholds, serverSide(arguments));
    }

    /** What the server does for others can be seen on its own machine. */
    private static Optional<ServerSide> serverSide(Arguments arguments) throws UsageException {
        Path proc = arguments.path("proc").orElse(Path.of("/proc"));
        boolean isLocal = arguments.oneOf("observer", "local", "remote").equals(Optional.of("local"));
        return isLocal ? Optional.of(SocketWatch.of(proc, arguments.has("verbose"))) : Optional.empty();
    }

    public static Thresholds thresholds(Arguments arguments, Optional<ExpiryRule> expiry) throws UsageException {
        return new Thresholds(
                arguments.range("warning"),
                arguments.range("critical"),
                arguments.seconds("timeout").orElse(TIMEOUT),
                expiry);
    }

    private static List<OptionSpec> specs() {
        var specs = new ArrayList<>(List.of(
                OptionSpec.required("P", "protocol", "PROTOCOL", protocols()),
                OptionSpec.required("H", "hostname", "HOST", "name or address of the server"),
                OptionSpec.value("p", "port", "PORT", "port (default: that of the protocol)"),
                OptionSpec.flag("4", "use-ipv4", "only over IPv4"),
                OptionSpec.flag("6", "use-ipv6", "only over IPv6"),
                OptionSpec.value(
                                "w",
                                "warning",
                                "RANGE",
                                "WARNING when the session takes a time outside RANGE, in seconds")
                        .withLegacySpelling("wt"),
                OptionSpec.value(
                                "c",
                                "critical",
                                "RANGE",
                                "CRITICAL when the session takes a time outside RANGE, in seconds")
                        .withLegacySpelling("ct"),
                OptionSpec.value("t", "timeout", "SECONDS", "time limit of the whole conversation (default 660)")
                        .withLegacySpelling("to")));
        specs.addAll(MailTlsOptions.SPECS);
        specs.addAll(MailProbeOptions.SPECS);
        specs.addAll(observerSpecs());
        return List.copyOf(specs);
    }

    private static List<OptionSpec> observerSpecs() {
        return List.of(
                OptionSpec.value(
                        "",
                        "observer",
                        "WHERE",
                        "local or remote: where the check runs; on the server's own machine a full server is told from a hung one"),
                OptionSpec.value("", "proc", "DIR", "where --observer local looks for other clients (default /proc)"));
    }

    private static String protocols() {
        List<String> words = MailProtocol.usualWords();
        int last = words.size() - 1;
        return String.join(", ", words.subList(0, last)) + " or " + words.get(last);
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
