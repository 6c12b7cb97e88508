package org.hamail.program;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hamail.agent.Check.Answer;
import org.hamail.agent.CheckRun;
import org.hamail.cli.ArgumentNormalizer;
import org.hamail.cli.CallerIndependence;
import org.hamail.cli.Program.Console;
import org.hamail.cli.UsageException;
import org.hamail.config.ConfigLoader;
import org.hamail.config.yaml.ConfigException;
import org.hamail.recovery.KeptHistories;
import org.hamail.site.DetachedWorker;
import org.hamail.site.LogLines;
import org.hamail.site.StateOwner;

/**
 * The event handler at the agent's socket: records and decides in this process, by the same code as the launcher's. The worker
 * is a process of its own as ever.
 *
 * @param config the agent's configuration
 * @param kept what is known of the journals
 * @param log for lines in the system's log
 */
record HandlerCall(Path config, KeptHistories kept, LogLines log) {
    private static final String CONFIG = "--config=";

    /** A call with these words; empty where only a process of the caller's own would do the same. */
    Optional<CheckRun> runFor(List<String> words) {
        try {
            List<String> plain = new ArgumentNormalizer(FaultOptions.SPECS).canonical(words);
            boolean named = plain.stream().anyMatch(word -> word.startsWith(CONFIG));
            if ((!named && !config.equals(ConfigLoader.DEFAULT_FILE))
                    || !new CallerIndependence(FaultOptions.SPECS).are(words)) {
                return Optional.empty();
            }
            List<String> all = new ArrayList<>(words);
            Path file = plain.stream()
                    .filter(word -> word.startsWith(CONFIG))
                    .reduce((first, last) -> last)
                    .map(word -> Path.of(word.substring(CONFIG.length())))
                    .orElse(config);
            if (!named) {
                all.add(CONFIG + config);
            }
            return isOurs(file) ? Optional.of(new Run(List.copyOf(all), kept, log)) : Optional.empty();
        } catch (UsageException e) {
            return Optional.of(new Run(words, kept, log)); // the answer says what is wrong with them
        }
    }

    /** Whether the state directory belongs to this process' user: another would make files that lock the owner out. */
    private static boolean isOurs(Path file) {
        try {
            return StateOwner.of(ConfigLoader.load(file).stateDir()).uid() == StateOwner.ownUid();
        } catch (ConfigException | IOException e) {
            return false;
        }
    }

    /** What was told is recorded, whether or not somebody waits for the answer. */
    private record Run(List<String> words, KeptHistories kept, LogLines log) implements CheckRun {
        @Override
        public Answer answer() {
            var text = new ByteArrayOutputStream();
            int code;
            try (var out = new PrintStream(text, false, StandardCharsets.UTF_8)) {
                code = new HandleMailFault(DetachedWorker::new, kept, log).run(words, new Console(out, out, Map.of()));
            }
            return new Answer(text.toString(StandardCharsets.UTF_8), code);
        }

        @Override
        public boolean mayBeAbandoned() {
            return false;
        }
    }
}
