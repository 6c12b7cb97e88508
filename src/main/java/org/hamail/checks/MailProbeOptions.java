package org.hamail.checks;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.hamail.cli.Arguments;
import org.hamail.cli.OptionSpec;
import org.hamail.cli.Texts;
import org.hamail.cli.UsageException;
import org.hamail.mail.session.Login;
import org.hamail.mail.session.MailTarget;
import org.hamail.mail.session.ProbeOptions;
import org.hamail.mail.session.ProbeOptions.RoundTrip;
import org.hamail.model.MailProtocol;
import org.hamail.model.TlsMode;

/** The options of {@code check_mail_protocol} that are about what is said. */
final class MailProbeOptions {
    static final List<OptionSpec> SPECS = List.of(
            OptionSpec.value(
                    "e", "expect", "STRING", "text that the server must send, from the greeting on; repeatable"),
            OptionSpec.value("F", "fqdn", "NAME", "host name for EHLO and LMTP"),
            OptionSpec.value("f", "from", "ADDRESS", "send MAIL with this sender, then RSET; SMTP and LMTP only"),
            OptionSpec.flag("", "proxy", "send a PROXY protocol v1 line first, for ports that expect a proxy"),
            OptionSpec.value("", "user", "USER", "log in as USER"),
            OptionSpec.value(
                    "", "password-file", "FILE", "file that holds the password; only its owner should read it"),
            OptionSpec.value("", "round-trip", "ADDRESS", "send a message, find it, delete it; SMTP only"),
            OptionSpec.value("", "fetch", "PROTOCOL", "imap or pop: protocol to fetch the round-trip message"),
            OptionSpec.value("", "fetch-host", "HOST", "host to fetch it from (default: the host of -H)"),
            OptionSpec.value("", "fetch-port", "PORT", "port to fetch it from (default: that of the protocol)"),
            OptionSpec.value("", "fetch-tls", "MODE", "none, starttls or implicit to fetch it (default: as --tls)"));

    private static final int LONGEST_LINE = 400;

    private final Arguments arguments;
    private final MailProtocol protocol;

    MailProbeOptions(Arguments arguments, MailProtocol protocol) {
        this.arguments = arguments;
        this.protocol = protocol;
    }

    /** @param target the server that is asked */
    ProbeOptions read(MailTarget target) throws UsageException {
        return new ProbeOptions(
                heloName(),
                from(),
                login(),
                arguments.all("expect"),
                roundTrip(target),
                arguments.has("proxy"),
                arguments.count("verbose") >= 2);
    }

    private Optional<String> heloName() throws UsageException {
        Optional<String> name = ofMail("fqdn");
        return name.isEmpty() ? name : Optional.of(Texts.word("fqdn", name.get(), LONGEST_LINE));
    }

    private Optional<String> from() throws UsageException {
        Optional<String> from = ofMail("from");
        return from.isEmpty() ? from : Optional.of(MailAddress.of("from", from.get()));
    }

    private Optional<String> ofMail(String option) throws UsageException {
        if (arguments.has(option) && !protocol.takesMail()) {
            throw new UsageException("--" + option + " goes with -P lmtp or smtp only");
        }
        return arguments.text(option);
    }

    private Optional<String> onlySmtp(String option) throws UsageException {
        if (arguments.has(option) && protocol != MailProtocol.SMTP) {
            throw new UsageException("--" + option + " goes with -P smtp only");
        }
        return arguments.text(option);
    }

    private Optional<RoundTrip> roundTrip(MailTarget target) throws UsageException {
        Optional<String> address = onlySmtp("round-trip");
        if (address.isEmpty()) {
            for (String option : List.of("fetch", "fetch-host", "fetch-port", "fetch-tls")) {
                if (arguments.has(option)) {
                    throw new UsageException("--" + option + " needs --round-trip");
                }
            }
            return Optional.empty();
        }
        for (String option : List.of("fetch", "user", "password-file")) {
            if (!arguments.has(option)) {
                throw new UsageException("--round-trip needs --" + option);
            }
        }
        MailTarget mailbox = mailbox(target);
        String to = MailAddress.of("round-trip", address.get());
        if (to.isEmpty()) {
            throw new UsageException("--round-trip: the address is empty");
        }
        return Optional.of(new RoundTrip(to, mailbox));
    }

    /** Where the message is looked for. */
    private MailTarget mailbox(MailTarget target) throws UsageException {
        boolean imap = arguments.oneOf("fetch", "imap", "pop").orElse("").equals("imap");
        MailProtocol fetch = imap ? MailProtocol.IMAP : MailProtocol.POP3;
        TlsMode tls = MailTlsOptions.mode(arguments, "fetch-tls").orElse(target.tls());
        return new MailTarget(
                fetch,
                MailHost.of("fetch-host", arguments.text("fetch-host").orElse(target.host()), target.family()),
                arguments.integer("fetch-port", 1, 65535).orElse(fetch.port(tls)),
                target.family(),
                tls,
                target.security());
    }

    private Optional<Login> login() throws UsageException {
        Optional<String> user = arguments.text("user");
        Optional<Path> file = arguments.path("password-file");
        if (user.isEmpty() && file.isEmpty()) {
            return Optional.empty();
        }
        if (user.isEmpty() || file.isEmpty()) {
            throw new UsageException("--user and --password-file go together");
        }
        if (!protocol.hasSession()) {
            throw new UsageException("--user does not go with -P " + protocol.word());
        }
        String name = Texts.plain("user", user.get(), LONGEST_LINE);
        return Optional.of(new Login(name, PasswordFile.read("password-file", file.get())));
    }
}
