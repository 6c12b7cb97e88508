package org.hamail.checks;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.hamail.cli.Arguments;
import org.hamail.cli.OptionSpec;
import org.hamail.cli.Texts;
import org.hamail.cli.UsageException;
import org.hamail.model.MailProtocol;
import org.hamail.model.TlsMode;
import org.hamail.net.Connection.TlsSettings;
import org.hamail.net.Trust;
import org.hamail.probe.ExpiryRule;

/** The options of {@code check_mail_protocol} that are about encryption. */
final class MailTlsOptions {
    static final List<OptionSpec> SPECS = List.of(
            OptionSpec.value("", "tls", "MODE", "none, starttls or implicit"),
            OptionSpec.flag("S", "ssl", "STARTTLS for SMTP, TLS from the first byte on for the others"),
            OptionSpec.flag("", "verify", "check chain and name of the server's certificate"),
            OptionSpec.value("", "ca", "FILE", "trusted CA certificates, in PEM; needs --verify"),
            OptionSpec.value("", "sni", "NAME", "server name for SNI and for the certificate check"),
            OptionSpec.value("D", "certificate", "DAYS[,DAYS]", "days that all certificates must still be valid"));

    /** What a round trip also looks at where its message is found. */
    private static final List<String> IN_BOTH_CONVERSATIONS = List.of("verify", "ca", "sni");

    private static final int MOST_DAYS = 100_000;

    private final Arguments arguments;
    private final MailProtocol protocol;

    MailTlsOptions(Arguments arguments, MailProtocol protocol) {
        this.arguments = arguments;
        this.protocol = protocol;
    }

    TlsMode mode() throws UsageException {
        TlsMode mode = named();
        if (mode == TlsMode.STARTTLS && !protocol.hasSession()) {
            throw new UsageException("--tls: " + protocol.label() + " has no starttls");
        }
        if (mode == TlsMode.NONE) {
            refuseWithoutTls();
        }
        return mode;
    }

    private void refuseWithoutTls() throws UsageException {
        boolean elsewhere = mode(arguments, "fetch-tls").orElse(TlsMode.NONE) != TlsMode.NONE;
        for (String option : List.of("verify", "ca", "sni", "certificate")) {
            if (arguments.has(option) && !(elsewhere && IN_BOTH_CONVERSATIONS.contains(option))) {
                throw new UsageException("--" + option + " needs --tls starttls or --tls implicit");
            }
        }
    }

    private TlsMode named() throws UsageException {
        Optional<TlsMode> mode = mode(arguments, "tls");
        TlsMode usual = protocol.usualTls();
        if (mode.isEmpty()) {
            return arguments.has("ssl") ? usual : TlsMode.NONE;
        }
        if (arguments.has("ssl") && mode.get() != usual) {
            throw new UsageException("-S and --tls " + arguments.text("tls").orElse("") + " exclude each other");
        }
        return mode.get();
    }

    /** The mode that {@code option} names. */
    static Optional<TlsMode> mode(Arguments arguments, String option) throws UsageException {
        Optional<String> word = arguments.oneOf(option, "none", "starttls", "implicit");
        return word.isEmpty() ? Optional.empty() : TlsMode.of(word.get());
    }

    /** How the server is to be looked at. */
    static TlsSettings settings(Arguments arguments) throws UsageException {
        Optional<String> name = arguments.text("sni");
        if (name.isPresent()) {
            Texts.word("sni", name.get(), 253);
        }
        boolean verified = arguments.has("verify");
        if (arguments.has("ca") && !verified) {
            throw new UsageException("--ca needs --verify");
        }
        return new TlsSettings(name, verified ? Optional.of(trust(arguments)) : Optional.empty());
    }

    private static Trust trust(Arguments arguments) throws UsageException {
        Optional<Path> file = arguments.path("ca");
        return file.isPresent() ? AuthorityFile.read("ca", file.get()) : Trust.system();
    }

    Optional<ExpiryRule> expiry() throws UsageException {
        return expiry(arguments, "certificate");
    }

    /** The days that {@code option} names. */
    static Optional<ExpiryRule> expiry(Arguments arguments, String option) throws UsageException {
        Optional<String> text = arguments.text(option);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        String[] days = text.get().split(",", -1);
        if (days.length > 2) {
            throw wrongDays(option, text.get());
        }
        int warn = days(option, text.get(), days[0]);
        int crit = days.length == 2 ? days(option, text.get(), days[1]) : 0;
        if (crit > warn) {
            throw new UsageException(
                    "--" + option + ": the critical days, " + crit + ", are more than the warning days, " + warn);
        }
        return Optional.of(new ExpiryRule(warn, crit, Clock.systemUTC()));
    }

    private static int days(String option, String whole, String part) throws UsageException {
        if (!part.matches("[0-9]{1,6}") || Integer.parseInt(part) > MOST_DAYS) {
            throw wrongDays(option, whole);
        }
        return Integer.parseInt(part);
    }

    private static UsageException wrongDays(String option, String text) {
        return new UsageException("--" + option + ": " + Texts.quoted(text) + " is not DAYS or DAYS,DAYS");
    }
}
