package org.hamail.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hamail.config.yaml.CommandLine;
import org.hamail.config.yaml.Durations;
import org.hamail.config.yaml.Names;
import org.hamail.config.yaml.Ordered;
import org.hamail.config.yaml.Problems;
import org.hamail.config.yaml.Section;
import org.hamail.config.yaml.Value;
import org.hamail.model.PolicyMode;

/** Reads the engine of a logical host. */
final class EngineReader {
    private static final String LOGICAL_HOST = "logical_host";

    private EngineReader() {}

    static EngineConfig read(Section keys, PolicyMode mode) {
        Kind kind = keys.need("kind")
                .flatMap(value -> Names.choice(value, Kind.values()))
                .orElse(null);
        if (kind == null) {
            return new EngineConfig.None(EngineConfig.DEFAULT_TIMEOUT); // the other keys depend on the kind
        }
        EngineConfig engine =
                switch (kind) {
                    case PACEMAKER ->
                        new EngineConfig.Pacemaker(
                                keys.need("resource").flatMap(Names::resource).orElse(""),
                                timeout(keys.get("timeout")));
                    case COMMAND -> command(keys, mode);
                    case NONE -> new EngineConfig.None(timeout(keys.get("timeout")));
                };
        keys.refuseOthers();
        return engine;
    }

    private static EngineConfig command(Section keys, PolicyMode mode) {
        Set<String> host = Set.of(LOGICAL_HOST);
        Optional<Value> restart = mode == PolicyMode.LOG_ONLY ? keys.get("restart") : keys.need("restart");
        Optional<Value> move = mode == PolicyMode.FAILOVER ? keys.need("move") : keys.get("move");
        return new EngineConfig.Command(
                keys.need("status").flatMap(value -> words(value, host)).orElse(List.of()),
                restart.flatMap(value -> words(value, Ordered.set(LOGICAL_HOST, "daemon", "from"))),
                move.flatMap(value -> words(value, Ordered.set(LOGICAL_HOST, "from", "to"))),
                keys.get("stop").flatMap(value -> words(value, host)),
                keys.get("start").flatMap(value -> words(value, host)),
                timeout(keys.get("timeout")));
    }

    private static Optional<List<String>> words(Value value, Set<String> placeholders) {
        Optional<List<String>> words = CommandLine.read(value, placeholders);
        if (words.isPresent() && !words.get().isEmpty() && !words.get().get(0).startsWith("/")) {
            value.warn("'" + Problems.shown(words.get().get(0))
                    + "' has no absolute path: which program that is depends on who starts it; write the whole path");
        }
        return words;
    }

    private static Duration timeout(Optional<Value> value) {
        return value.flatMap(Durations::readPositive).orElse(EngineConfig.DEFAULT_TIMEOUT);
    }

    /** The kinds of engine. */
    private enum Kind {
        PACEMAKER,
        COMMAND,
        NONE
    }
}
