package org.hamail.net;

/** Addresses written as numbers, which need no look-up. */
public final class AddressLiteral {
    private AddressLiteral() {}

    /** Whether {@code host} is an IPv4 address in four decimal parts, or has a colon as only IPv6 addresses have. */
    public static boolean isOne(String host) {
        return isIpv6(host) || isIpv4(host);
    }

    public static boolean isIpv6(String host) {
        return host.indexOf(':') >= 0;
    }

    public static boolean isIpv4(String host) {
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
