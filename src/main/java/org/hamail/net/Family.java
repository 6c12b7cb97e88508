package org.hamail.net;

import java.net.Inet4Address;
import java.net.InetAddress;

/** Which addresses of a name may be used. */
public enum Family {
    ANY("address"),
    IPV4("IPv4 address"),
    IPV6("IPv6 address");

    private final String description;

    Family(String description) {
        this.description = description;
    }

    boolean holds(InetAddress address) {
        return this == ANY || (this == IPV4) == (address instanceof Inet4Address);
    }

    String description() {
        return description;
    }
}
