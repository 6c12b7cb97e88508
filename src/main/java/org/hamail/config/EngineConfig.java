package org.hamail.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.hamail.config.yaml.Key;
import org.hamail.config.yaml.Keys;
import org.hamail.config.yaml.Names;
import org.hamail.config.yaml.Problems;
import org.hamail.config.yaml.Section;
import org.hamail.config.yaml.ValueKind;
import org.hamail.model.Placeholders;
import org.hamail.model.PolicySettings.PolicyMode;

/** What moves and restarts the service of a logical host. */
public sealed interface EngineConfig {
    /** The time limit unless the configuration says otherwise. */
    Duration DEFAULT_TIMEOUT = Duration.ofMinutes(5);

    Key<String> KIND =
            Key.needed("kind", ValueKind.choice("pacemaker", "command", "none"), "which engine restarts and moves it");

    /** How long each action may take, and how long the end of one is waited for that nobody knows. */
    Duration timeout();

    /** Where the configuration names none. */
    static EngineConfig unconfigured() {
        return new None(DEFAULT_TIMEOUT);
    }

    /** {@code mode} decides which commands must be there. */
    static EngineConfig read(Section keys, PolicyMode mode) {
        Optional<String> kind = keys.get(KIND);
        if (kind.isEmpty()) {
            keys.refuseOthers(Pacemaker.KEYS, OwnCommands.KEYS, None.KEYS); // what they hold depends on the kind
            return unconfigured();
        }
        return switch (kind.get()) {
            case "pacemaker" -> Pacemaker.read(keys);
            case "command" -> OwnCommands.read(keys, mode);
            default -> None.read(keys);
        };
    }

    /** An existing Pacemaker cluster; {@code resource} is the group that is moved as a whole. */
    record Pacemaker(String resource, Duration timeout) implements EngineConfig {
        static final Keys KEYS = new Keys("`engine` of kind pacemaker", KIND);
        static final Key<String> RESOURCE =
                KEYS.needed("resource", Names.RESOURCE, "the group that is the logical host");
        private static final Key<Duration> TIMEOUT = KEYS.usual(
                "timeout",
                ValueKind.limit(),
                DEFAULT_TIMEOUT,
                "of each restart and move; at least as long as the store needs to recover");

        private static Pacemaker read(Section keys) {
            return keys.only(KEYS, new Pacemaker(keys.get(RESOURCE).orElse(""), keys.usual(TIMEOUT)));
        }
    }

    /**
     * The administrator's own commands, as words without a shell; placeholders stand as they were written.
     *
     * @param status always there
     * @param restart there unless the mode is log-only
     * @param move there when the mode is failover
     */
    record OwnCommands(
            List<String> status,
            Optional<List<String>> restart,
            Optional<List<String>> move,
            Optional<List<String>> stop,
            Optional<List<String>> start,
            Duration timeout)
            implements EngineConfig {
        static final Keys KEYS = new Keys(
                "`engine` of kind command: lists of words, no shell; `{logical_host}` stands for the name", KIND);
        private static final Key<List<String>> STATUS = KEYS.needed(
                "status",
                ValueKind.command(Placeholders.LOGICAL_HOST),
                "prints `active=NODE state=running|stopped|moving|maintenance eligible=NODE,NODE`");
        private static final Key<List<String>> RESTART = KEYS.optional(
                "restart",
                ValueKind.command(Placeholders.LOGICAL_HOST, Placeholders.DAEMON, Placeholders.FROM),
                "needed",
                "unless the mode is log-only; `{daemon}` is a role or `all`, `{from}` the node that holds the service");
        private static final Key<List<String>> MOVE = KEYS.optional(
                "move",
                ValueKind.command(Placeholders.LOGICAL_HOST, Placeholders.FROM, Placeholders.TO),
                "needed",
                "with mode failover; `{from}` and `{to}` are nodes");
        private static final Key<List<String>> STOP =
                KEYS.optional("stop", ValueKind.command(Placeholders.LOGICAL_HOST), "none", "for `hamail off`");
        private static final Key<List<String>> START =
                KEYS.optional("start", ValueKind.command(Placeholders.LOGICAL_HOST), "none", "for `hamail on`");
        private static final Key<Duration> TIMEOUT = KEYS.usual(
                "timeout",
                ValueKind.limit(),
                DEFAULT_TIMEOUT,
                "of each command; what takes longer is asked to end, 5 s later killed, and counts as indeterminate");

        public OwnCommands {
            status = List.copyOf(status);
        }

        private static OwnCommands read(Section keys, PolicyMode mode) {
            requireFor(mode, keys);
            return keys.only(
                    KEYS,
                    new OwnCommands(
                            words(keys, STATUS).orElse(List.of()),
                            words(keys, RESTART),
                            words(keys, MOVE),
                            words(keys, STOP),
                            words(keys, START),
                            keys.usual(TIMEOUT)));
        }

        private static void requireFor(PolicyMode mode, Section keys) {
            if (mode != PolicyMode.LOG_ONLY) {
                keys.require(RESTART);
            }
            if (mode == PolicyMode.FAILOVER) {
                keys.require(MOVE);
            }
        }

        private static Optional<List<String>> words(Section keys, Key<List<String>> key) {
            Optional<List<String>> words = keys.get(key);
            if (words.isPresent() && !words.get().get(0).startsWith("/")) {
                String program = "'" + Problems.shown(words.get().get(0)) + "' has no absolute path";
                keys.warn(key, program + ": which program that is depends on who starts it; write the whole path");
            }
            return words;
        }
    }

    /** Nothing moves the service; it is restarted by the commands of its profile. */
    record None(Duration timeout) implements EngineConfig {
        static final Keys KEYS = new Keys("`engine` of kind none: the profile's own commands restart", KIND);
        private static final Key<Duration> TIMEOUT =
                KEYS.usual("timeout", ValueKind.limit(), DEFAULT_TIMEOUT, "of each command");

        private static None read(Section keys) {
            return keys.only(KEYS, new None(keys.usual(TIMEOUT)));
        }
    }
}
