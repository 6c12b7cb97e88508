package org.hamail.submit;

/** The service that a result is about, in the words of the monitoring core. */
public record ServiceName(String host, String service) {
    public ServiceName {
        if (!isName(host) || !isName(service)) {
            throw new IllegalArgumentException("not the name of a host and a service");
        }
    }

    /** Whether a monitoring core can have a host or service of that name. */
    public static boolean isName(String text) {
        return !text.isBlank() && text.chars().noneMatch(c -> c == ';' || Character.isISOControl(c));
    }

    @Override
    public String toString() {
        return host + "/" + service;
    }
}
