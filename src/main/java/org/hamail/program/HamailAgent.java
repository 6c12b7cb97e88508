package org.hamail.program;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.hamail.agent.Agent;
import org.hamail.agent.Agent.AgentTimes;
import org.hamail.agent.ReconcileSchedule;
import org.hamail.cli.Arguments;
import org.hamail.cli.Help;
import org.hamail.cli.OptionSpec;
import org.hamail.cli.Program;
import org.hamail.cli.Program.Console;
import org.hamail.cli.Texts;
import org.hamail.cli.UsageException;
import org.hamail.config.AgentConfig;
import org.hamail.config.ConfigLoader;
import org.hamail.config.HamailConfig;
import org.hamail.config.yaml.ConfigException;
import org.hamail.config.yaml.Problem;
import org.hamail.io.FileProblem;
import org.hamail.plugin.Status;
import org.hamail.site.QueuedLog;
import org.hamail.site.StateOwner;
import org.hamail.submit.ServiceName;
import org.hamail.time.Deadline.Ticker;

/** {@code hamail-agent}: runs the checks on a schedule, submits their results, answers the launchers. */
public final class HamailAgent implements Program {
    public static final String NAME = "hamail-agent";
    public static final String PURPOSE =
            "Runs the checks of the configuration on a schedule in one process, hands their results to the sinks,"
                    + " answers the launchers at its socket, and reconciles standing faults"
                    + " once a minute. SIGHUP reads the configuration again, SIGTERM ends it.";
    private static final Path HOST_NAME = Path.of("/proc/sys/kernel/hostname");
    public static final List<OptionSpec> OPTIONS = List.of(
            OptionSpec.flag("h", "help", "print this help (exit 3)"),
            OptionSpec.flag("V", "version", "print the version (exit 3)"),
            OptionSpec.value("", "config", "FILE", "instead of HAMAIL_CONFIG or " + ConfigLoader.DEFAULT_FILE),
            OptionSpec.value(
                    "", "host", "HOST", "host of the service 'hamail agent' (default: the name of this machine)"));

    public static void main(String[] words) {
        Program.main(new HamailAgent(), words);
    }

    @Override
    public int run(List<String> words, Console console) {
        try {
            Arguments arguments = Arguments.parse(OPTIONS, words);
            if (arguments.has("help") || arguments.has("version")) {
                console.out().print(arguments.has("help") ? Help.full(NAME, PURPOSE, OPTIONS) : Help.version(NAME));
                return Status.UNKNOWN.exitCode();
            }
            return serve(arguments, console);
        } catch (UsageException e) {
            console.out().print(NAME + ": " + e.getMessage() + "\n" + Help.usage(NAME, OPTIONS));
        } catch (ConfigException e) {
            print(String.valueOf(e.getMessage()), console);
        } catch (IOException e) {
            print(FileProblem.sentence(e), console);
        }
        return Status.UNKNOWN.exitCode();
    }

    private static void print(String problems, Console console) {
        problems.lines().forEach(line -> console.out().print(NAME + ": " + line + "\n"));
    }

    private int serve(Arguments arguments, Console console) throws UsageException, ConfigException, IOException {
        Path file = file(arguments, console);
        HamailConfig config = ConfigLoader.load(file);
        demandStateDirectory(config);
        var around = new Agent.AgentSurroundings(
                host(arguments),
                System.getProperty("user.name", ""),
                new AgentTimes(Ticker.system(), Clock.systemUTC(), RandomGenerator.getDefault()),
                note -> {
                    console.err().print(NAME + ": " + note + "\n");
                    console.err().flush();
                });
        try (QueuedLog log = new QueuedLog()) {
            return serve(file, config, around, new AgentChecks(file, log));
        }
    }

    private static int serve(Path file, HamailConfig config, Agent.AgentSurroundings around, AgentChecks checks)
            throws ConfigException, IOException {
        var end = new CountDownLatch(1);
        try (Agent agent = new Agent(agentOf(config), checks, around);
                IfwListener ifw = IfwListener.open(agentOf(config).ifwApi(), checks, new Metrics(config));
                ReconcileSchedule reconciling = new ReconcileSchedule(around.times(), around.notes())) {
            Signals.on("HUP", () -> reload(agent, ifw, reconciling, file, around.notes()));
            Signals.on("TERM", end::countDown);
            Signals.on("INT", end::countDown);
            agent.start();
            reconcile(reconciling, config, around.notes());
            end.await();
            around.notes().accept("stopping");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return 0;
    }

    /** A spool below the state directory would make that, for a user who may not be the event handler's. */
    private static void demandStateDirectory(HamailConfig config) throws ConfigException, IOException {
        boolean isMadeBySpool =
                !config.logicalHosts().isEmpty() && agentOf(config).spool().startsWith(config.stateDir());
        Optional<String> missing = isMadeBySpool ? StateOwner.missing(config.stateDir()) : Optional.empty();
        if (missing.isPresent()) {
            throw new IOException(missing.get());
        }
    }

    private static void reload(
            Agent agent, IfwListener ifw, ReconcileSchedule reconciling, Path file, Consumer<String> notes) {
        try {
            HamailConfig config = ConfigLoader.load(file);
            Runnable change = ifw.change(agentOf(config).ifwApi(), new Metrics(config));
            if (agent.reload(agentOf(config))) {
                change.run();
                reconcile(reconciling, config, notes);
            }
        } catch (ConfigException e) {
            agent.refuse(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            agent.refuse(FileProblem.sentence(e));
        }
    }

    private static void reconcile(ReconcileSchedule reconciling, HamailConfig config, Consumer<String> notes)
            throws ConfigException {
        reconciling.replace(agentOf(config).reconcileInterval(), AgentLook.all(config, notes));
    }

    private static AgentConfig agentOf(HamailConfig config) throws ConfigException {
        return config.agent().orElseThrow(() -> noAgent(config.file()));
    }

    private static ConfigException noAgent(Path file) {
        return new ConfigException(List.of(new Problem(file.toString(), 0, 0, "agent", "is missing")));
    }

    private static Path file(Arguments arguments, Console console) throws UsageException {
        String environment = console.environment().getOrDefault("HAMAIL_CONFIG", "");
        Path usual = environment.isBlank() ? ConfigLoader.DEFAULT_FILE : Path.of(environment);
        return arguments.path("config").orElse(usual);
    }

    private static String host(Arguments arguments) throws UsageException, IOException {
        String host = arguments.text("host").orElse(machine());
        if (!ServiceName.isName(host)) {
            throw new UsageException("--host: " + Texts.quoted(host) + " cannot be the name of a host");
        }
        return host;
    }

    private static String machine() throws IOException {
        return Files.readString(HOST_NAME, StandardCharsets.US_ASCII).strip();
    }
}
