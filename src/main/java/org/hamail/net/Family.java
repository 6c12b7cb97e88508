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

    /** Whether {@code host} needs no look-up: it is an IPv4 address in four decimal parts, or has a colon as only IPv6 addresses have. */
    public static boolean isLiteral(String host) {
        return isIpv6Literal(host) || isIpv4Literal(host);
    }

    public static boolean isIpv6Literal(String host) {
        return host.indexOf(':') >= 0;
    }

    public static boolean isIpv4Literal(String host) {
        int parts = 1;
        int digits = 0;
        int value = 0;
        for (int i = 0; i < host.length(); i++) {
            char c = host.charAt(i);
            if (c == '.' && digits > 0 && parts < 4) {
                parts++;
                digits = 0;
                value = 0;
            } else if (c >= '0' && c <= '9' && digits < 3 && value * 10 + (c - '0') <= 255) {
                digits++;
                value = value * 10 + (c - '0');
            } else {
                return false;
            }
        }
        return parts == 4 && digits > 0;
    }
}
