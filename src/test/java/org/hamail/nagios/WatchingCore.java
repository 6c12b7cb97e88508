package org.hamail.nagios;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.hamail.recovery.core.MonitoringCore;

/**
 * A real monitoring core with the shipped definitions and launchers: it checks imapd on each logical host, runs
 * {@code check_mail_ha}, calls the event handler, and shows how things stand to hamail. A minute of it is four seconds.
 */
interface WatchingCore extends AutoCloseable {
    /** A folder of its own, in which the core's user may pass. */
    Path root();

    /** What stands below {@code core} in hamail.yaml. */
    String configuration();

    /** How the event handler of the process check is configured. */
    enum Handler {
        SHIPPED,
        MISSPELLED,
        SWITCHED_OFF
    }

    /** Begins to watch, with {@code hamail} as configuration. */
    void start(Map<WatchedMail, Handler> hosts, Path hamail) throws IOException;

    /** What it shows. */
    MonitoringCore reader();

    /** What {@code check_mail_ha} said last. */
    String ha(WatchedMail host) throws IOException;

    /** A fixed downtime of the process check, from now on; {@code comment} is how it is found again. */
    void downtime(WatchedMail host, String comment, Duration length);

    /** A downtime that begins with the next problem. */
    void flexibleDowntime(WatchedMail host, Duration length);

    void cancelDowntime(WatchedMail host, String comment);

    /** Switches the event handler of the process check. */
    void handler(WatchedMail host, boolean on);

    /** Switches all event handlers. */
    void handlers(boolean on);

    /** Puts the last change of the hard state of the process check back by {@code time}: as if so much had passed since. */
    void putBack(List<WatchedMail> hosts, Duration time) throws IOException;

    @Override
    void close();
}
