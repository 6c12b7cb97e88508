package org.hamail.recovery.core;

import java.util.Optional;
import org.hamail.model.CheckKind;
import org.hamail.model.Observer;
import org.hamail.model.Role;
import org.hamail.recovery.core.CoreView.NotShown;
import org.hamail.recovery.event.NodeSeries;
import org.hamail.recovery.event.Series;

/** What the custom variables of a service say: on which series of which logical host it reports. */
record Tag(String logicalHost, Series series, Optional<String> node) {
    /** Empty when the words are not hamail's: then the service is somebody else's. */
    static Optional<Tag> of(String logicalHost, String daemon, String check, String observer, Optional<String> node) {
        Optional<Role> role = Role.of(daemon);
        Optional<CheckKind> kind = CheckKind.of(check);
        Optional<Observer> where = Observer.of(observer);
        if (role.isEmpty() || kind.isEmpty() || where.isEmpty() || logicalHost.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Tag(logicalHost, new Series(role.get(), kind.get(), where.get()), node));
    }

    NotShown unusable(String reason) {
        return new NotShown(logicalHost, new NodeSeries(series, node), reason);
    }
}
