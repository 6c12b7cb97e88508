package org.hamail.model;

import java.util.ArrayList;
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

    /** Whether it is acted on only when its process is absent, whatever a probe of its protocol says. */
    public boolean isOnlyForAbsence() {
        return this == MSHTTPD || this == STORED;
    }

    /**
     * Whether a configuration may say that it is asked in {@code other}: in what it speaks, or, where no probe of it is acted
     * on, in a protocol that no role has of its own.
     */
    public boolean mayBeAskedIn(MailProtocol other) {
        return other == protocol || (isOnlyForAbsence() && isOfNoRole(other));
    }

    /** Whether {@code other} is the protocol of none of the roles. */
    public static boolean isOfNoRole(MailProtocol other) {
        for (Role role : values()) {
            if (role.protocol == other) {
                return false;
            }
        }
        return true;
    }

    /** All words, in the order of the roles. */
    public static List<String> words() {
        var words = new ArrayList<String>();
        for (Role role : values()) {
            words.add(role.word);
        }
        return words;
    }

    public static Optional<Role> of(String word) {
        for (Role role : values()) {
            if (role.word.equals(word)) {
                return Optional.of(role);
            }
        }
        return Optional.empty();
    }
}
