package org.hamail.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hamail.config.yaml.Key;
import org.hamail.config.yaml.Keys;
import org.hamail.config.yaml.Names;
import org.hamail.config.yaml.Problems;
import org.hamail.config.yaml.Section;
import org.hamail.config.yaml.Value;
import org.hamail.config.yaml.ValueKind;

/** What the monitoring host must reach, at least one of it, before it may blame anybody else. */
public record SanityConfig(List<HostPort> reach) {
    static final Keys KEYS = new Keys("`sanity`");
    private static final Key<List<Value>> REACH =
            KEYS.needed("reach", ValueKind.items(), "HOST:PORT, one of which must answer");

    public SanityConfig {
        reach = List.copyOf(reach);
    }

    static SanityConfig read(Section keys) {
        var reach = new ArrayList<HostPort>();
        for (Value item : keys.get(REACH).orElse(List.of())) {
            HostPort.read(item).ifPresent(reach::add);
        }
        keys.refuseOthers(KEYS);
        return new SanityConfig(reach);
    }

    /** A TCP port of a host; {@code host} without the brackets of an IPv6 address. */
    public record HostPort(String host, int port) {
        private static Optional<HostPort> read(Value value) {
            Optional<String> text = value.text();
            Optional<HostPort> read = text.flatMap(HostPort::parse);
            if (text.isPresent() && read.isEmpty()) {
                value.problem("'" + Problems.shown(text.get()) + "' is not HOST:PORT");
            }
            return read;
        }

        private static Optional<HostPort> parse(String text) {
            int colon = text.lastIndexOf(':');
            String host = text.substring(0, Math.max(0, colon));
            String port = text.substring(colon + 1);
            boolean bracketed = host.startsWith("[") && host.endsWith("]") && host.contains(":");
            String bare = bracketed ? host.substring(1, host.length() - 1) : host;
            boolean fits = Names.isHost(bare) && bracketed == bare.contains(":") && port.matches("[1-9][0-9]{0,4}");
            return fits && Integer.parseInt(port) <= 65535
                    ? Optional.of(new HostPort(bare, Integer.parseInt(port)))
                    : Optional.empty();
        }
    }
}
