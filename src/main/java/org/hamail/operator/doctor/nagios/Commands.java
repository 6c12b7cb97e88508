package org.hamail.operator.doctor.nagios;

import java.util.HashMap;
import java.util.Map;

/** The calls of commands: thousands of services make the same few. */
final class Commands {
    private final ObjectTable objects;
    private final Map<String, String> userMacros;
    private final Map<String, CommandCall> calls = new HashMap<>();

    Commands(ObjectTable objects, Map<String, String> userMacros) {
        this.objects = objects;
        this.userMacros = userMacros;
    }

    CommandCall of(Directive named) {
        CommandCall known = calls.get(named.value());
        if (known != null && known.line().isPresent()) {
            return known;
        }
        CommandCall call = CommandCall.of(named, objects, userMacros);
        calls.put(named.value(), call);
        return call;
    }
}
