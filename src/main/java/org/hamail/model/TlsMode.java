package org.hamail.model;

/** How a conversation is encrypted. */
public enum TlsMode {
    /** Not at all. */
    NONE,
    /** After an upgrade in the plain conversation (RFC 3207, RFC 2595, RFC 9051). */
    STARTTLS,
    /** From the first byte on (RFC 8314). */
    IMPLICIT
}
