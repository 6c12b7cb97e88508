package org.hamail.probe;

import org.hamail.model.TlsMode;
import org.hamail.net.Connection.TlsSettings;
import org.hamail.net.Family;

/** Where a server is to be reached, and how; its text is for people. */
public interface Target {
    /** A name or an address. */
    String host();

    /** 1 to 65535. */
    int port();

    Family family();

    TlsMode tls();

    /** How the server is looked at in TLS, where there is any. */
    TlsSettings security();

    /** @throws IllegalArgumentException when there can be no such place */
    static void check(String host, int port) {
        if (host.isBlank() || port < 1 || port > 65535) {
            throw new IllegalArgumentException("not a host and port: " + host + " " + port);
        }
    }
}
