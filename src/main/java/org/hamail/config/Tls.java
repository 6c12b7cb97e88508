package org.hamail.config;

/** How a conversation is encrypted. */
public enum Tls {
    NONE,
    STARTTLS,
    IMPLICIT
}
