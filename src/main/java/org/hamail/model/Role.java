package org.hamail.model;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The five roles of a mail server that are watched. */
public enum Role {
    SMTPD(MailProtocol.SMTP),
    POPD(MailProtocol.POP3),
    IMAPD(MailProtocol.IMAP),
    MSHTTPD(MailProtocol.HTTP),
    /** It speaks no protocol. */
    STORED(null);

    private final String word = name().toLowerCase(Locale.ROOT);
    private final @Nullable MailProtocol protocol;

    Role(@Nullable MailProtocol protocol) {
        this.protocol = protocol;
    }

    /** As on the command line and in the journal. */
    public String word() {
        return word;
    }

    /** What it speaks, where it speaks anything. */
    public Optional<MailProtocol> protocol() {
        return Optional.ofNullable(protocol);
    }

    /** All words, in the order of the roles. */
    public static List<String> words() {
        return Arrays.stream(values()).map(Role::word).toList();
    }

    public static Optional<Role> of(String word) {
        return Arrays.stream(values()).filter(role -> role.word().equals(word)).findFirst();
    }
}
