package org.hamail.config;

import java.util.Optional;
import org.hamail.config.yaml.Names;
import org.hamail.config.yaml.Section;

/** Reads where the monitoring core says how things stand. */
final class CoreReader {
    private CoreReader() {}

    /** Empty when not even its kind can be told. */
    static Optional<CoreConfig> read(Section keys) {
        Optional<Kind> kind = keys.need("kind").flatMap(value -> Names.choice(value, Kind.values()));
        if (kind.isEmpty()) {
            return Optional.empty();
        }
        CoreConfig core =
                switch (kind.get()) {
                    case NAGIOS -> new CoreConfig.Nagios(SinkReader.file(keys, "status_file"));
                    case ICINGA -> icinga(SinkReader.icinga(keys));
                };
        keys.refuseOthers();
        return Optional.of(core);
    }

    private static CoreConfig icinga(SinkConfig.Icinga api) {
        return new CoreConfig.Icinga(api.url(), api.user(), api.passwordFile(), api.ca());
    }

    /** The kinds of monitoring core; Naemon is read as Nagios is. */
    private enum Kind {
        NAGIOS,
        ICINGA
    }
}
