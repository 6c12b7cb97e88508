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
            if (zone.get("parent").isEmpty()) {
                var endpoints = zone.list("endpoints");
                endpoints.stream()
                        .filter(name -> endpoints.size() == 1 || !isConnectedTo(objects, name))
                        .forEach(own::add);
            }
        }
        return own;
    }

    private static boolean isConnectedTo(IcingaObjects objects, String name) {
        return objects.find("Endpoint", name)
                .flatMap(endpoint -> endpoint.get("host"))
                .isPresent();
    }
}
