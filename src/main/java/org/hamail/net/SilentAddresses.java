package org.hamail.net;

import java.net.InetAddress;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.StringJoiner;

/** Those of several addresses of a name that did not answer a call, for people: who asks the other ones only does not see it. */
public final class SilentAddresses {
    private final Set<String> silent = new LinkedHashSet<>();

    synchronized void add(InetAddress address) {
        silent.add(address.getHostAddress());
    }

    /** A clause behind a sentence, e.g. {@code , no answer from 192.0.2.1 and 192.0.2.2}; empty when all have answered. */
    public synchronized String clause() {
        if (silent.isEmpty()) {
            return "";
        }
        var names = new StringJoiner(" and ", ", no answer from ", "");
        silent.forEach(names::add);
        return names.toString();
    }
}
