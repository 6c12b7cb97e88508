package org.hamail.config;

import java.io.IOException;
import java.io.InputStream;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hamail.config.yaml.ConfigException;
import org.hamail.config.yaml.Key;
import org.hamail.config.yaml.Keys;
import org.hamail.config.yaml.Ordered;
import org.hamail.config.yaml.Problems;
import org.hamail.config.yaml.Section;
import org.hamail.config.yaml.Value;
import org.hamail.config.yaml.ValueKind;
import org.hamail.model.Placeholders;
import org.hamail.model.PolicySettings.RestartScope;
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

    static final Keys KEYS = new Keys("a profile, `profiles.NAME`");
    private static final ValueKind<List<String>> COMMAND = ValueKind.command(
            Placeholders.LOGICAL_HOST, Placeholders.DAEMON, Placeholders.SERVER_ROOT, Placeholders.INSTANCE);
    private static final Key<Section> DAEMONS = KEYS.needed(
            "daemons",
            ValueKind.section(),
            "by role: smtpd, popd, imapd, mshttpd, stored; a role that is not listed is not enabled");
    private static final Key<RestartScope> RESTART_SCOPE = KEYS.usual(
            "restart_scope",
            ValueKind.choice(RestartScope.values()),
            RestartScope.INSTANCE,
            "all daemons of the instance together, or the daemon alone");
    private static final Key<List<String>> START = KEYS.optional(
            "start",
            COMMAND,
            "none",
            "words that start the service, where no engine does; may hold `{logical_host}` `{daemon}` `{server_root}` `{instance}`");
    private static final Key<List<String>> STOP = KEYS.optional("stop", COMMAND, "none", "words that stop it");
    private static final Key<List<String>> RESTART =
            KEYS.optional("restart", COMMAND, "none", "words that restart it; without them stop, then start");

    public ProfileConfig {
        daemons = Ordered.copyOf(daemons);
    }

    /**
     * The profile {@code name} as a document of its own: what stands below {@code profiles: name:} in a configuration.
     *
     * @param source what problems call the document
     * @throws ConfigException with everything that is wrong with it
     */
    public static ProfileConfig read(String name, String source, InputStream in) throws IOException, ConfigException {
        var problems = new Problems(source);
        Section keys = ConfigLoader.root(ConfigLoader.decode(in, problems), problems);
        ProfileConfig profile = read(name, keys);
        problems.throwIfAny();
        return profile;
    }

    static ProfileConfig read(String name, Section keys) {
        var profile = new ProfileConfig(
                name,
                keys.usual(RESTART_SCOPE),
                keys.get(DAEMONS).map(ProfileConfig::daemons).orElse(Map.of()),
                keys.get(START),
                keys.get(STOP),
                keys.get(RESTART));
        keys.refuseOthers(KEYS);
        return profile;
    }

    private static Map<Role, DaemonConfig> daemons(Section keys) {
        var daemons = new EnumMap<Role, DaemonConfig>(Role.class);
        var ports = new HashMap<Integer, Role>();
        for (Role role : Role.values()) {
            Optional<Section> daemon = keys.value(role.word()).flatMap(Value::section);
            daemon.ifPresent(section -> daemons.put(role, DaemonConfig.read(role, section, ports)));
        }
        keys.refuseOthers(Role.words());
        if (daemons.isEmpty()) {
            keys.problem("at least one daemon is required");
        }
        return daemons;
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
