package org.hamail.mail.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.hamail.model.MailProtocol;
import org.hamail.model.TlsMode;
import org.hamail.plugin.Cause;
import org.hamail.probe.Phase;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdviceTest {
    private static final String PORT = "; port 993 is known for implicit TLS: --tls implicit";
    private static final String FIRST = "; the server wants TLS before that: --tls starttls or implicit";
    private static final String OFFERED =
            "; the server offers STARTTLS and may want it before the login: --tls starttls";

    @ParameterizedTest
    @CsvSource({
        "993, NONE, TIMEOUT, GREETING, true",
        "993, STARTTLS, TIMEOUT, GREETING, true",
        "993, NONE, CLOSED, GREETING, true",
        "993, NONE, GARBLED, GREETING, true",
        "993, IMPLICIT, TIMEOUT, GREETING, false",
        "993, NONE, TIMEOUT, CONNECT, false",
        "993, NONE, TIMEOUT, HELLO, false",
        "143, NONE, TIMEOUT, GREETING, false"
    })
    void silenceOfAPortOfImplicitTlsIsExplained(int port, TlsMode mode, Cause cause, Phase phase, boolean explained) {
        MailTarget target =
                MailTarget.plain(MailProtocol.IMAP, "mail").withPort(port).withTls(mode);
        assertEquals(explained ? PORT : "", Advice.behind(target, cause, phase, "", false));
    }

    @ParameterizedTest
    @CsvSource({
        "IMPLICIT, TLS: the handshake failed: the answer is not TLS, true",
        "STARTTLS, TLS: the handshake failed: the answer is not TLS, false",
        "IMPLICIT, TLS: the handshake failed: the connection was reset, false"
    })
    void aPortThatBeginsInPlainTextIsExplained(TlsMode mode, String words, boolean explained) {
        MailTarget target = MailTarget.plain(MailProtocol.IMAP, "mail").withTls(mode);
        assertEquals(
                explained ? "; the port may begin in plain text: --tls none or starttls" : "",
                Advice.behind(target, Cause.TLS, Phase.TLS, words, false));
    }

    @ParameterizedTest
    @CsvSource({
        "NONE, REJECTED, COMMAND, 530 5.7.0 Must issue a STARTTLS command first, false, first",
        "NONE, AUTH, LOGIN, -ERR Plaintext authentication disallowed on non-secure connections, false, first",
        "NONE, AUTH, LOGIN, NO PRIVACYREQUIRED, false, first",
        "NONE, AUTH, LOGIN, 538 Encryption required, false, first",
        "NONE, AUTH, LOGIN, the server offers no login that the probe knows, true, offered",
        "NONE, AUTH, LOGIN, the server offers no login that the probe knows, false, none",
        "NONE, AUTH, LOGIN, 535 authentication failed: VTLSX, false, none",
        "IMPLICIT, AUTH, LOGIN, Plaintext authentication disallowed, false, none",
        "NONE, TIMEOUT, LOGIN, no end within 1 s, false, none"
    })
    void aLoginThatNeedsTlsIsExplained(
            TlsMode mode, Cause cause, Phase phase, String words, boolean onlyAfterTls, String advice) {
        MailTarget target = MailTarget.plain(MailProtocol.SMTP, "mail").withTls(mode);
        String expected = advice.equals("first") ? FIRST : advice.equals("offered") ? OFFERED : "";
        assertEquals(expected, Advice.behind(target, cause, phase, words, onlyAfterTls));
    }
}
