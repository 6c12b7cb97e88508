package org.hamail.config;

import java.util.List;

/** What the monitoring host must reach, at least one of it, before it may blame anybody else. */
public record SanityConfig(List<Endpoint> reach) {
    public SanityConfig {
        reach = List.copyOf(reach);
    }

    /** A TCP port of a host; {@code host} without the brackets of an IPv6 address. */
    public record Endpoint(String host, int port) {}
}
