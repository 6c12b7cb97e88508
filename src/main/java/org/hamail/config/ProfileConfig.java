package org.hamail.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hamail.config.yaml.Ordered;
import org.hamail.model.Placeholders;
import org.hamail.model.RestartScope;
import org.hamail.model.Role;

/**
 * A kind of mail server: which processes, ports and commands the roles have.
 *
 * @param daemons by role, in the order of the roles; one that is not listed is not enabled
 * @param start words without a shell, as {@code stop} and {@code restart}; for the engine {@code none}
 */
public record ProfileConfig(
        String name,
        RestartScope restartScope,
        Map<Role, DaemonConfig> daemons,
        Optional<List<String>> start,
        Optional<List<String>> stop,
        Optional<List<String>> restart) {
    /** The profiles that hamail brings along. */
    public static final List<String> BUILT_IN = List.of(
            "netscape-4.1", "oracle-messaging", "dovecot-postfix", "dovecot-exim", "cyrus-postfix", "courier-postfix");

    public ProfileConfig {
        daemons = Ordered.copyOf(daemons);
    }

    /** How the role looks; empty where it is not enabled. */
    public Optional<DaemonConfig> daemon(Role role) {
        return Optional.ofNullable(daemons.get(role));
    }

    /** The words of the enabled roles. */
    public List<String> roles() {
        return daemons.keySet().stream().map(Role::word).toList();
    }

    /** Whether servers of this kind lie below a server root. */
    public boolean needsServerRoot() {
        String root = Placeholders.written(Placeholders.SERVER_ROOT);
        for (DaemonConfig daemon : daemons.values()) {
            if (daemon.pidFile().orElse("").contains(root)) {
                return true;
            }
        }
        return List.of(start, stop, restart).stream()
                .anyMatch(words -> String.join(" ", words.orElse(List.of())).contains(root));
    }

    /** Whether it has commands that start, stop or restart. */
    boolean restarts() {
        return start.isPresent() || stop.isPresent() || restart.isPresent();
    }

    /** Whether its commands are enough for a restart. */
    public boolean canRestart() {
        return restart.isPresent() || (start.isPresent() && stop.isPresent());
    }
}
