package org.hamail.operator.doctor.icinga;

import java.util.HashSet;
import java.util.Set;

/**
 * The endpoint of the Icinga whose objects these are. No object says which one it is: it is in a zone without a parent, alone,
 * or the one that nobody connects to.
 */
final class OwnEndpoints {
    private OwnEndpoints() {}

    static Set<String> of(IcingaObjects objects) {
        var own = new HashSet<String>();
        for (IcingaObject zone : objects.all("Zone").values()) {
            if (zone.get("parent").isPresent()) {
                continue;
            }
            var endpoints = zone.list("endpoints");
            for (String name : endpoints) {
                boolean isConnectedTo = objects.find("Endpoint", name)
                        .flatMap(endpoint -> endpoint.get("host"))
                        .isPresent();
                if (endpoints.size() == 1 || !isConnectedTo) {
                    own.add(name);
                }
            }
        }
        return own;
    }
}
