package org.hamail.mail;

/** The probe account. */
public record Login(String user, String password) {
    /** Never with the password. */
    @Override
    public String toString() {
        return "Login[" + user + "]";
    }
}
