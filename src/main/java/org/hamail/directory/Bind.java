package org.hamail.directory;

/** The account of the probe; the password is never shown. */
public record Bind(String dn, String password) {
    public Bind {
        if (dn.isEmpty() || password.isEmpty()) {
            throw new IllegalArgumentException(
                    "a bind without name or password proves nothing (RFC 4513 section 5.1.2)");
        }
    }

    @Override
    public String toString() {
        return "Bind[" + dn + "]";
    }
}
