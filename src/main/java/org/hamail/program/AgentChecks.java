package org.hamail.program;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.hamail.agent.Check;
import org.hamail.agent.Check.Checks;
import org.hamail.agent.CheckRun;
import org.hamail.checks.CheckProgram;
import org.hamail.checks.CheckProgram.CheckCommand;
import org.hamail.checks.DaemonCommand;
import org.hamail.checks.DirectoryCommand;
import org.hamail.checks.HaCommand;
import org.hamail.checks.MailProtocolCommand;
import org.hamail.cli.ArgumentNormalizer;
import org.hamail.cli.CallerIndependence;
import org.hamail.cli.UsageException;
import org.hamail.config.ConfigLoader;
import org.hamail.config.Profiles;
import org.hamail.recovery.KeptHistories;
import org.hamail.site.LogLines;

/** The checks of the jars, for the agent: the same words give the same answer. */
final class AgentChecks implements Checks {
    private static final String MAIL = "check_mail_protocol";
    private static final String DAEMON = "check_mail_daemon";
    private static final String DIRECTORY = "check_mail_directory";
    private static final String HA = "check_mail_ha";
    private static final String PROFILE = "--profile=";
    private static final String TIMEOUT = "--timeout=";
    private static final double LONGEST_SECONDS = 720;

    /** Each run gets a command of its own. */
    private static final Map<String, Supplier<CheckCommand>> COMMANDS = Map.of(
            MAIL,
            MailProtocolCommand::new,
            DAEMON,
            DaemonCommand::new,
            DIRECTORY,
            DirectoryCommand::new,
            HA,
            HaCommand::new);

    /** As many as a core may have services; each takes some kilobytes. */
    private static final int MOST_KNOWN = 20_000;

    private final Path config;
    private final HandlerCall handler;
    private final KnownWords<Check> served = new KnownWords<>(MOST_KNOWN);

    /**
     * @param config the agent's own configuration, which is also that of its checks
     * @param log for lines in the system's log
     */
    AgentChecks(Path config, LogLines log) {
        this.config = config;
        this.handler = new HandlerCall(config, KeptHistories.ofResident(), log);
    }

    @Override
    public Optional<Check> named(List<String> words) {
        if (words.isEmpty() || !COMMANDS.containsKey(words.get(0))) {
            return Optional.empty();
        }
        List<String> rest = new ArrayList<>(words.subList(1, words.size()));
        if (leavesConfigurationOpen(words.get(0), rest)) {
            rest.add("--config=" + config);
        }
        return Optional.of(
                switch (words.get(0)) {
                    case MAIL -> new PatientCheck(WaitingProbe.MAIL, rest);
                    case DIRECTORY -> new PatientCheck(WaitingProbe.DIRECTORY, rest);
                    default -> new PlainCheck(words.get(0), rest);
                });
    }

    /** What makes no sense about {@code words} to an agent with this configuration; nothing is run. */
    static Optional<String> fault(Path config, List<String> words) {
        return new AgentChecks(config, (priority, line) -> {}).named(words).flatMap(Check::fault);
    }

    @Override
    public Optional<CheckRun> runFor(List<String> words) {
        if (!words.isEmpty() && words.get(0).equals(HandleMailFault.NAME)) {
            return handler.runFor(words.subList(1, words.size()));
        }
        return served.get(words, this::forEverybody).map(check -> new AbandonableRun(check.run()));
    }

    /** The check, where it gives to everybody the answer that a process of their own would give. */
    private Optional<Check> forEverybody(List<String> words) {
        boolean callersOwn = words.isEmpty()
                || !COMMANDS.containsKey(words.get(0))
                || !meanTheSameEverywhere(words.get(0), words.subList(1, words.size()));
        boolean served = !callersOwn && !takesTooLong(words.get(0), words.subList(1, words.size()));
        // reads no file before it is known that it may
        return served ? named(words) : Optional.empty();
    }

    /** A check that has nothing to say while it runs. */
    private record PlainCheck(String name, ParsedCommand words) implements Check {
        PlainCheck(String name, List<String> words) {
            this(name, new ParsedCommand(new CheckProgram(command(name)), words));
        }

        @Override
        public Optional<String> fault() {
            return words.fault();
        }

        @Override
        public CheckRun run() {
            return () -> words.answer(new CheckProgram(command(name)));
        }
    }

    /** Whether {@code words} mean to the agent what they mean in their speaker's folder and environment. */
    private boolean meanTheSameEverywhere(String name, List<String> words) {
        return (!leavesConfigurationOpen(name, words) || config.equals(ConfigLoader.DEFAULT_FILE))
                && new CallerIndependence(new CheckProgram(command(name)).options()).are(words);
    }

    /** Whether the check would read the configuration that its environment names. */
    private static boolean leavesConfigurationOpen(String name, List<String> words) {
        if (!name.equals(HA) && !name.equals(DAEMON)) {
            return false;
        }
        try {
            List<String> plain = new ArgumentNormalizer(new CheckProgram(command(name)).options()).canonical(words);
            return plain.stream().noneMatch(word -> word.startsWith("--config="))
                    && (name.equals(HA) || plain.stream().anyMatch(AgentChecks::namesAProfileOfTheConfiguration));
        } catch (UsageException e) {
            return false; // which is what the answer says
        }
    }

    /** A time limit beyond that of any core: it would hold a place at the socket for as long. */
    private static boolean takesTooLong(String name, List<String> words) {
        try {
            List<String> plain = new ArgumentNormalizer(new CheckProgram(command(name)).options()).canonical(words);
            return plain.stream()
                    .filter(word -> word.startsWith(TIMEOUT))
                    .anyMatch(word -> Double.parseDouble(word.substring(TIMEOUT.length())) > LONGEST_SECONDS);
        } catch (UsageException | NumberFormatException e) {
            return false; // which is what the answer says
        }
    }

    private static boolean namesAProfileOfTheConfiguration(String word) {
        return word.startsWith(PROFILE) && !Profiles.isBuiltIn(word.substring(PROFILE.length()));
    }

    private static CheckCommand command(String name) {
        Supplier<CheckCommand> supplier = COMMANDS.get(name);
        if (supplier == null) {
            throw new IllegalArgumentException("no check " + name);
        }
        return supplier.get();
    }
}
