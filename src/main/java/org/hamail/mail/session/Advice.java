package org.hamail.mail.session;

import java.util.Set;
import java.util.regex.Pattern;
import org.hamail.model.MailProtocol;
import org.hamail.model.TlsMode;
import org.hamail.plugin.Cause;
import org.hamail.probe.ImplicitTlsAdvice;
import org.hamail.probe.Phase;

/** What may cure a failure that the choice of TLS explains; empty where it explains nothing. */
public final class Advice {
    private static final Set<Cause> REFUSALS = Set.of(Cause.AUTH, Cause.REJECTED);
    private static final Pattern ABOUT_ENCRYPTION = Pattern.compile(
            "\\b(START)?TLS\\b|\\bSSL\\b|encrypt|PRIVACYREQUIRED|plain-?text|clear-?text|secure (channel|connection)",
            Pattern.CASE_INSENSITIVE);

    private Advice() {}

    /**
     * Behind the sentence of a failure.
     *
     * @param words what the server said in it
     * @param onlyAfterTls whether it offered TLS, and no login without
     */
    public static String behind(MailTarget target, Cause cause, Phase phase, String words, boolean onlyAfterTls) {
        boolean first = phase == Phase.GREETING || (!target.protocol().hasSession() && phase == Phase.COMMAND);
        String other = ImplicitTlsAdvice.behind(target, MailProtocol.isTlsPort(target.port()), cause, first, words);
        if (!other.isEmpty()) {
            return other;
        }
        boolean refused = REFUSALS.contains(cause) && (phase == Phase.LOGIN || phase == Phase.COMMAND);
        if (target.tls() == TlsMode.NONE && target.protocol().hasSession() && refused) {
            if (ABOUT_ENCRYPTION.matcher(words).find()) {
                return "; the server wants TLS before that: --tls starttls or implicit";
            }
            if (cause == Cause.AUTH && onlyAfterTls) {
                return "; the server offers STARTTLS and may want it before the login: --tls starttls";
            }
        }
        return "";
    }
}
