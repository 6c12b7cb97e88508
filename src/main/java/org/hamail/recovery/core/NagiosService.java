package org.hamail.recovery.core;

import static org.hamail.recovery.core.NagiosHost.ascii;
import static org.hamail.recovery.core.NagiosHost.customVariable;

import java.time.Instant;
import java.util.Optional;
import org.hamail.plugin.Status;
import org.hamail.recovery.core.MonitoringCore.CannotRead;
import org.jspecify.annotations.Nullable;

/** The {@code servicestatus} of a status file, word for word. */
final class NagiosService {
    private static final byte[][] KEYS = {
        ascii("host_name"),
        ascii("service_description"),
        ascii("event_handler"),
        ascii("has_been_checked"),
        ascii("current_state"),
        ascii("state_type"),
        ascii("last_hard_state_change"),
        ascii("current_attempt"),
        ascii("max_attempts"),
        ascii("plugin_output"),
        ascii("event_handler_enabled"),
        ascii("scheduled_downtime_depth"),
        ascii("_DAEMON"),
        ascii("_CHECK"),
        ascii("_OBSERVER"),
        ascii("_LOGICAL_HOST"),
        ascii("_NODE"),
        ascii("last_check")
    };

    private final String[] values;

    private NagiosService(String[] values) {
        this.values = values;
    }

    static NagiosService of(StatusFields fields) throws CannotRead {
        return new NagiosService(fields.values(KEYS));
    }

    String hostName() {
        return values[0];
    }

    String name() {
        return values[0] + ";" + values[1];
    }

    /** Empty when it is not hamail's. {@code host} may carry the name of the logical host. */
    Optional<Tag> tag(@Nullable NagiosHost host) {
        String own = customVariable(values[15]);
        String inherited = host == null ? "" : host.logicalHost();
        String logicalHost = !own.isEmpty() ? own : !inherited.isEmpty() ? inherited : hostName();
        Optional<String> node = Optional.of(customVariable(values[16])).filter(word -> !word.isEmpty());
        return Tag.of(
                logicalHost, customVariable(values[12]), customVariable(values[13]), customVariable(values[14]), node);
    }

    /** As it stands, or what of it cannot be told. */
    CoreService shown(Tag tag, @Nullable NagiosHost host, boolean mainSwitchOn, Instant now) throws CannotRead {
        NagiosHost own = required(host);
        return new CoreService(
                name(),
                tag.logicalHost(),
                tag.series(),
                tag.node(),
                lastCheck(now),
                own.hostState(),
                downtimeDepth(own),
                EventHandler.of(!values[2].isBlank(), values[10].equals("1"), mainSwitchOn));
    }

    private static NagiosHost required(@Nullable NagiosHost host) throws CannotRead {
        if (host == null) {
            throw new CannotRead("its host is not in the file");
        }
        return host;
    }

    private LastCheck lastCheck(Instant now) throws CannotRead {
        return new LastCheck(
                state(),
                values[5].equals("1"),
                CoreTexts.past(CoreTexts.time(values[6]), "last_hard_state_change", now),
                CoreTexts.time(values[17]).filter(time -> !time.equals(Instant.EPOCH)),
                CoreTexts.number(values[7]).orElse(0),
                CoreTexts.number(values[8]).orElse(0),
                values[9]);
    }

    private int downtimeDepth(NagiosHost host) throws CannotRead {
        return CoreTexts.need(values[11], "scheduled_downtime_depth")
                + CoreTexts.need(host.downtimeDepth(), "scheduled_downtime_depth of its host");
    }

    private Optional<Status> state() throws CannotRead {
        if (values[3].equals("0")) {
            return Optional.empty();
        }
        return switch (values[4]) {
            case "0" -> Optional.of(Status.OK);
            case "1" -> Optional.of(Status.WARNING);
            case "2" -> Optional.of(Status.CRITICAL);
            case "3" -> Optional.of(Status.UNKNOWN);
            default -> throw new CannotRead("its state is not known");
        };
    }
}
