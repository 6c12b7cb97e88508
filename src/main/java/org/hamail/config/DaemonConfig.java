package org.hamail.config;

import java.nio.file.Path;
import java.util.Optional;
import org.hamail.model.MailProtocol;
import org.hamail.model.Placeholders;
import org.hamail.model.TlsMode;

/**
 * How one role looks on a node: its processes, and what it speaks.
 *
 * @param command name of the process
 * @param arguments a regular expression that is found in its command line
 * @param user who runs it
 * @param pidFile absolute, or beginning with <code>{server_root}</code>; <code>{instance}</code> may follow
 * @param min processes that must be there
 * @param port there exactly when {@code protocol} is
 */
public record DaemonConfig(
        Optional<String> command,
        Optional<String> arguments,
        Optional<String> user,
        Optional<String> pidFile,
        int min,
        Optional<Integer> max,
        Optional<MailProtocol> protocol,
        Optional<Integer> port,
        TlsMode tls) {
    /** Where the pid file is; empty when there is none, or the installation is not known that it lies in. */
    public Optional<Path> pidFile(Placeholders installation) {
        return pidFile.isEmpty() || installation.leavesOpen(pidFile.get())
                ? Optional.empty()
                : Optional.of(Path.of(installation.fill(pidFile.get())));
    }
}
