package org.hamail.checks;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.hamail.cli.Arguments;
import org.hamail.cli.OptionSpec;
import org.hamail.cli.UsageException;
import org.hamail.directory.DirectoryEvaluation;
import org.hamail.directory.DirectoryRole;
import org.hamail.directory.DirectoryTarget;
import org.hamail.directory.SearchRequest;
import org.hamail.directory.SearchRequest.Bind;
import org.hamail.model.TlsMode;
import org.hamail.net.Connection.TlsSettings;
import org.hamail.net.Family;
import org.hamail.probe.Thresholds;

/** What {@code check_mail_directory} was asked for. */
record DirectoryOptions(
        DirectoryTarget target, SearchRequest question, DirectoryEvaluation evaluation, Duration timeout) {
    static final List<OptionSpec> SPECS = List.of(
            OptionSpec.required("", "role", "ROLE", "config (at most WARNING) or user-group (CRITICAL)"),
            OptionSpec.required("H", "hostname", "HOST", "name or address of the directory"),
            OptionSpec.value("p", "port", "PORT", "port (default 389, with --tls implicit 636)"),
            OptionSpec.flag("4", "use-ipv4", "only over IPv4"),
            OptionSpec.flag("6", "use-ipv6", "only over IPv6"),
            OptionSpec.value("", "tls", "MODE", "none, starttls or implicit (LDAPS)"),
            OptionSpec.flag("", "verify", "check chain and name of the directory's certificate"),
            OptionSpec.value("", "ca", "FILE", "trusted CA certificates, in PEM; needs --verify"),
            OptionSpec.value("", "sni", "NAME", "server name for SNI and for the certificate check"),
            OptionSpec.value("", "days", "DAYS[,DAYS]", "days that all certificates must still be valid"),
            OptionSpec.value("b", "base", "DN", "base of the search (default: the directory's root entry)"),
            OptionSpec.value("F", "filter", "FILTER", "search for this below the base, e.g. (uid=probe)"),
            OptionSpec.value("D", "bind-dn", "DN", "DN to bind as; needs --password-file"),
            OptionSpec.value(
                    "", "password-file", "FILE", "file that holds the password; only its owner should read it"),
            OptionSpec.value("w", "warning", "RANGE", "WARNING when the session takes a time outside RANGE, in seconds")
                    .withLegacySpelling("wt"),
            OptionSpec.value("c", "critical", "RANGE", "CRITICAL when it does (WARNING for the role config)")
                    .withLegacySpelling("ct"),
            OptionSpec.value("t", "timeout", "SECONDS", "time limit of the whole conversation (default 30)")
                    .withLegacySpelling("to"));

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    static DirectoryOptions read(Arguments arguments) throws UsageException {
        TlsMode tls = MailTlsOptions.mode(arguments, "tls").orElse(TlsMode.NONE);
        Family family = family(arguments);
        String host = MailHost.of("hostname", arguments.required("hostname"), family);
        int port = arguments.integer("port", 1, 65535).orElse(DirectoryTarget.port(tls));
        SearchRequest question = question(arguments);
        return new DirectoryOptions(
                new DirectoryTarget(host, port, family, tls, settings(arguments, tls)),
                question,
                evaluation(arguments),
                thresholds(arguments).timeout());
    }

    static Thresholds thresholds(Arguments arguments) throws UsageException {
        return new Thresholds(
                arguments.range("warning"),
                arguments.range("critical"),
                arguments.seconds("timeout").orElse(TIMEOUT),
                MailTlsOptions.expiry(arguments, "days"));
    }

    static DirectoryEvaluation evaluation(Arguments arguments) throws UsageException {
        boolean mustFind = arguments.text("filter").isEmpty();
        return new DirectoryEvaluation(role(arguments), mustFind, thresholds(arguments));
    }

    private static DirectoryRole role(Arguments arguments) throws UsageException {
        arguments.required("role");
        String word = arguments
                .oneOf("role", DirectoryRole.CONFIG.word(), DirectoryRole.USER_GROUP.word())
                .orElseThrow();
        return word.equals(DirectoryRole.CONFIG.word()) ? DirectoryRole.CONFIG : DirectoryRole.USER_GROUP;
    }

    private static TlsSettings settings(Arguments arguments, TlsMode tls) throws UsageException {
        if (arguments.has("ca") && !arguments.has("verify")) {
            throw new UsageException("--ca needs --verify");
        }
        for (String option : List.of("verify", "sni", "days")) {
            if (arguments.has(option) && tls == TlsMode.NONE) {
                throw new UsageException("--" + option + " needs --tls starttls or --tls implicit");
            }
        }
        return MailTlsOptions.settings(arguments);
    }

    private static Family family(Arguments arguments) throws UsageException {
        boolean four = arguments.has("use-ipv4");
        boolean six = arguments.has("use-ipv6");
        if (four && six) {
            throw new UsageException("-4 and -6 exclude each other");
        }
        return four ? Family.IPV4 : six ? Family.IPV6 : Family.ANY;
    }

    private static SearchRequest question(Arguments arguments) throws UsageException {
        try {
            return new SearchRequest(
                    bind(arguments), arguments.text("base"), arguments.text("filter"), arguments.count("verbose") >= 2);
        } catch (IllegalArgumentException e) {
            throw new UsageException("--filter: " + e.getMessage(), e);
        }
    }

    private static Optional<Bind> bind(Arguments arguments) throws UsageException {
        Optional<String> name = arguments.text("bind-dn");
        Optional<Path> file = arguments.path("password-file");
        if (name.isPresent() != file.isPresent()) {
            throw new UsageException("--bind-dn and --password-file go together");
        }
        return name.isEmpty()
                ? Optional.empty()
                : Optional.of(new Bind(name.get(), PasswordFile.read("password-file", file.orElseThrow())));
    }
}
