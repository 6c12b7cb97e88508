package org.hamail.recovery.core;

import java.nio.charset.StandardCharsets;
import org.hamail.recovery.core.CoreService.HostState;
import org.hamail.recovery.core.MonitoringCore.CannotRead;

/** The {@code hoststatus} of a status file, word for word. */
record NagiosHost(String name, String state, String downtimeDepth, String logicalHost) {
    private static final byte[][] KEYS = {
        ascii("host_name"), ascii("current_state"), ascii("scheduled_downtime_depth"), ascii("_LOGICAL_HOST")
    };

    static NagiosHost of(StatusFields fields) throws CannotRead {
        String[] values = fields.values(KEYS);
        return new NagiosHost(values[0], values[1], values[2], customVariable(values[3]));
    }

    HostState hostState() throws CannotRead {
        return switch (state) {
            case "0" -> HostState.UP;
            case "1" -> HostState.DOWN;
            case "2" -> HostState.UNREACHABLE;
            default -> throw new CannotRead("the state of its host is not known");
        };
    }

    /** A custom variable stands behind a mark whether somebody changed it at run time: {@code 0;imapd}. */
    static String customVariable(String text) {
        return text.substring(text.indexOf(';') + 1);
    }

    static byte[] ascii(String word) {
        return word.getBytes(StandardCharsets.US_ASCII);
    }
}
