package org.hamail.mail.imap;

import java.util.Optional;
import java.util.function.Consumer;
import org.hamail.mail.session.MailFault;
import org.hamail.mail.session.SessionLog;
import org.hamail.mail.session.WireText;
import org.hamail.net.Lines.LineRule;
import org.hamail.plugin.Cause;
import org.jspecify.annotations.Nullable;

/**
 * Deals with untagged lines itself, so that only tagged and continuation lines reach the client library: a BYE ends the
 * conversation at once, literals are skipped, and a reply to somebody else's command is not taken for ours.
 */
final class ImapRule implements LineRule {
    /** Of a message: what is behind its header is not looked at, and servers add little to ours. */
    private static final int HEADER_LIMIT = 1 << 16;

    private final SessionLog log;
    private final Consumer<String> untagged;
    private String tag = "";
    private boolean byeExpected;
    private Optional<StringBuilder> literals = Optional.empty();

    ImapRule(SessionLog log, Consumer<String> untagged) {
        this.log = log;
        this.untagged = untagged;
    }

    /** From here on {@code ours} is the tag of the command under way. */
    void expectTag(String ours) {
        tag = ours;
    }

    /** From here on the literals of the reply are kept, one behind the other; {@link #literals} gives them. */
    void keepLiterals() {
        literals = Optional.of(new StringBuilder());
    }

    /** What has been kept, one character for each byte; nothing further is. */
    String literals() {
        String kept = literals.map(StringBuilder::toString).orElse("");
        literals = Optional.empty();
        return kept;
    }

    @Override
    public void inLiteral(int oneByte) {
        if (literals.isPresent() && literals.get().length() < HEADER_LIMIT) {
            literals.get().append((char) oneByte);
        }
    }

    void expectBye() {
        byeExpected = true;
    }

    @Override
    public @Nullable String pass(String line) throws MailFault {
        if (tag.isEmpty()) {
            log.unasked(line);
            return line; // the greeting, which may be "OK, waiting for the authentication process"
        }
        if (line.startsWith("* ")) {
            log.unasked(line);
            ImapReply reply = ImapReply.of(line);
            if (reply.word().equals("BYE") && !byeExpected) {
                throw reply.fault("to go on", Cause.REJECTED);
            }
            untagged.accept(line.substring(2));
            return null;
        }
        log.server(line);
        if (line.startsWith("+")) {
            return line;
        }
        if (!line.startsWith(tag + " ")) {
            throw MailFault.garbled("not a reply in IMAP to our command", line);
        }
        return known(line);
    }

    private static String known(String line) throws MailFault {
        ImapReply reply = ImapReply.of(line);
        if (!reply.isOk() && !reply.word().equals("NO") && !reply.word().equals("BAD")) {
            throw MailFault.garbled("not a reply in IMAP", line);
        }
        return line.substring(0, line.indexOf(' ') + 1)
                + reply.word()
                + line.substring(line.indexOf(' ') + 1 + reply.word().length());
    }

    @Override
    public long literalBehind(String line) {
        return line.startsWith("* ") && !isStatus(line) ? WireText.literalBehind(line) : -1;
    }

    private static boolean isStatus(String line) {
        return switch (ImapReply.of(line).word()) {
            case "OK", "NO", "BAD", "BYE", "PREAUTH" -> true;
            default -> false;
        };
    }
}
