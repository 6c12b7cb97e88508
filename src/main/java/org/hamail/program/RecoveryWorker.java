package org.hamail.program;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Clock;
import java.util.List;
import org.hamail.check.UsageException;
import org.hamail.config.ConfigException;
import org.hamail.config.HamailConfig;
import org.hamail.recovery.Worker;
import org.hamail.recovery.journal.JournalBroken;
import org.hamail.recovery.journal.JournalUnavailable;

/** The worker's own process; the handler starts it. What it has to say besides the journal goes to {@code worker.log}. */
public final class RecoveryWorker implements Program {
    private static final List<OptionSpec> SPECS = List.of(Configuration.CONFIG, Configuration.LOGICAL_HOST);

    RecoveryWorker() {}

    public static void main(String[] words) {
        Program.main(new RecoveryWorker(), words);
    }

    @Override
    public int run(List<String> words, Console console) {
        PrintStream out = console.out();
        try {
            Arguments arguments = Arguments.parse(SPECS, words);
            HamailConfig config = Configuration.load(arguments, console);
            new Worker(Sites.of(config, Configuration.logicalHost(config, arguments))).run();
            return 0;
        } catch (UsageException | IOException | JournalUnavailable | JournalBroken e) {
            out.println(Clock.systemUTC().instant() + " worker ended: " + e);
            return 2;
        } catch (ConfigException e) {
            Configuration.print(e, "worker", out);
            return 3;
        }
    }
}
