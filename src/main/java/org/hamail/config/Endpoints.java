package org.hamail.config;

import java.util.Optional;
import org.hamail.config.yaml.Names;
import org.hamail.config.yaml.Problems;
import org.hamail.config.yaml.Value;

/** Ports of hosts, {@code HOST:PORT}, an IPv6 address in brackets. */
final class Endpoints {
    private Endpoints() {}

    static Optional<SanityConfig.Endpoint> read(Value value) {
        Optional<String> text = value.text();
        if (text.isEmpty()) {
            return Optional.empty();
        }
        int colon = text.get().lastIndexOf(':');
        String host = text.get().substring(0, Math.max(0, colon));
        String port = text.get().substring(colon + 1);
        boolean bracketed = host.startsWith("[") && host.endsWith("]") && host.contains(":");
        String bare = bracketed ? host.substring(1, host.length() - 1) : host;
        boolean fits = Names.isHost(bare) && bracketed == bare.contains(":") && port.matches("[1-9][0-9]{0,4}");
        if (!fits || Integer.parseInt(port) > 65535) {
            value.problem("'" + Problems.shown(text.get()) + "' is not HOST:PORT");
            return Optional.empty();
        }
        return Optional.of(new SanityConfig.Endpoint(bare, Integer.parseInt(port)));
    }
}
