package org.hamail.config;

import java.nio.file.Path;
import java.util.Optional;
import org.hamail.config.yaml.Key;
import org.hamail.config.yaml.Keys;
import org.hamail.config.yaml.Section;
import org.hamail.config.yaml.ValueKind;

/** Where the monitoring core says how things stand now. */
public sealed interface CoreConfig {
    Key<String> KIND =
            Key.needed("kind", ValueKind.choice("nagios", "icinga"), "which core; Naemon is read as Nagios is");

    /** Empty when not even its kind can be told. */
    static Optional<CoreConfig> read(Section keys) {
        Optional<String> kind = keys.get(KIND);
        if (kind.isEmpty()) {
            keys.refuseOthers(NagiosCore.KEYS, IcingaCore.KEYS);
            return Optional.empty();
        }
        return Optional.of(kind.get().equals("nagios") ? NagiosCore.read(keys) : IcingaCore.read(keys));
    }

    /** The status file of a Nagios or Naemon on this machine, {@code status_file} in its nagios.cfg. */
    record NagiosCore(Path statusFile) implements CoreConfig {
        static final Keys KEYS = new Keys("`core` of kind nagios: Nagios or Naemon on this machine", KIND);
        private static final Key<Path> STATUS_FILE =
                KEYS.needed("status_file", ValueKind.path(), "as in nagios.cfg, e.g. /var/lib/nagios4/status.dat");

        private static NagiosCore read(Section keys) {
            return keys.only(KEYS, new NagiosCore(keys.get(STATUS_FILE).orElse(IcingaApi.NO_FILE)));
        }
    }

    /** The API of Icinga 2. */
    record IcingaCore(IcingaApi api) implements CoreConfig {
        static final Keys KEYS = new Keys(
                        "`core` of kind icinga: the API of Icinga 2; its user needs the permissions"
                                + " objects/query/Service, objects/query/Host and status/query",
                        KIND)
                .with(IcingaApi.KEYS);

        private static IcingaCore read(Section keys) {
            return keys.only(KEYS, new IcingaCore(IcingaApi.read(keys)));
        }
    }
}
