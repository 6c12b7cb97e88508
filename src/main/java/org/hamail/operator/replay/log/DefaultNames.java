package org.hamail.operator.replay.log;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hamail.model.CheckKind;
import org.hamail.model.MailProtocol;
import org.hamail.model.Observer;
import org.hamail.model.Role;
import org.hamail.recovery.event.Series;

/** The names of services in the definitions that are shipped for Nagios and for Icinga. */
public final class DefaultNames {
    private static final Pattern PROCESS = Pattern.compile("(?:process ([a-z]+)|([a-z]+) process)");
    private static final Pattern PROTOCOL_OF_NAGIOS = Pattern.compile("([A-Z0-9]+) protocol \\(?(local|remote)\\)?");
    private static final Pattern PROTOCOL_OF_ICINGA = Pattern.compile("protocol (local|remote) ([a-z]+)");

    private DefaultNames() {}

    /** What a service of this name watches. */
    public static Optional<Series> series(String service) {
        Matcher process = PROCESS.matcher(service);
        if (process.matches()) {
            String word = process.group(1) == null ? process.group(2) : process.group(1);
            return Role.of(word).map(role -> new Series(role, CheckKind.PROCESS, Observer.LOCAL));
        }
        Matcher nagios = PROTOCOL_OF_NAGIOS.matcher(service);
        if (nagios.matches()) {
            return speaking(nagios.group(1)).map(role -> protocol(role, nagios.group(2)));
        }
        Matcher icinga = PROTOCOL_OF_ICINGA.matcher(service);
        return icinga.matches()
                ? Role.of(icinga.group(2)).map(role -> protocol(role, icinga.group(1)))
                : Optional.empty();
    }

    private static Series protocol(Role role, String observer) {
        return new Series(role, CheckKind.PROTOCOL, Observer.valueOf(observer.toUpperCase(Locale.ROOT)));
    }

    private static Optional<Role> speaking(String label) {
        for (Role role : Role.values()) {
            if (role.protocol().map(MailProtocol::label).equals(Optional.of(label))) {
                return Optional.of(role);
            }
        }
        return Optional.empty();
    }
}
