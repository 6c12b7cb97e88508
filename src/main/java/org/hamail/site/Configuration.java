package org.hamail.site;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.hamail.cli.Arguments;
import org.hamail.cli.OptionSpec;
import org.hamail.cli.Program.Console;
import org.hamail.cli.UsageException;
import org.hamail.config.ConfigLoader;
import org.hamail.config.HamailConfig;
import org.hamail.config.LogicalHostConfig;
import org.hamail.config.yaml.ConfigException;
import org.hamail.config.yaml.Problem;
import org.hamail.model.NearestWord;
import org.hamail.plugin.ServerText;

/** Finds and reads the configuration for a program. */
public final class Configuration {
    public static final OptionSpec CONFIG =
            OptionSpec.value("", "config", "FILE", "configuration (HAMAIL_CONFIG, /etc/hamail/hamail.yaml)");
    public static final OptionSpec LOGICAL_HOST =
            OptionSpec.value("l", "logical-host", "NAME", "the logical host; needed when there are several");

    /** For those that take all of them. */
    public static final OptionSpec ANY_LOGICAL_HOST =
            OptionSpec.value("l", "logical-host", "NAME", "only this logical host; all when not given");

    private Configuration() {}

    /** {@code --config}, else {@code HAMAIL_CONFIG}, else the default place. */
    public static Path file(Arguments arguments, Console console) throws UsageException {
        Optional<Path> named = arguments.path("config");
        if (named.isPresent()) {
            return named.get().toAbsolutePath();
        }
        String variable = console.environment().getOrDefault("HAMAIL_CONFIG", "");
        return variable.isEmpty()
                ? ConfigLoader.DEFAULT_FILE
                : Path.of(variable).toAbsolutePath();
    }

    public static HamailConfig load(Arguments arguments, Console console) throws UsageException, ConfigException {
        return ConfigLoader.load(file(arguments, console));
    }

    /** The logical host that is meant; one need not be named when there is only one. */
    public static LogicalHostConfig logicalHost(HamailConfig config, Arguments arguments) throws UsageException {
        Optional<String> name = arguments.text("logical-host");
        if (name.isEmpty() && config.logicalHosts().size() == 1) {
            return config.logicalHosts().values().iterator().next();
        }
        String names = String.join(", ", config.logicalHosts().keySet());
        String wanted =
                name.orElseThrow(() -> new UsageException("option --logical-host is missing; there are: " + names));
        return config.logicalHost(wanted)
                .orElseThrow(() -> new UsageException("no logical host '" + ServerText.of(wanted, 80) + "' in "
                        + config.file()
                        + NearestWord.question(wanted, config.logicalHosts().keySet()) + "; there are: "
                        + names));
    }

    /** The logical host that is named, or all of them. */
    public static List<LogicalHostConfig> meant(HamailConfig config, Arguments arguments) throws UsageException {
        return arguments.text("logical-host").isPresent()
                ? List.of(logicalHost(config, arguments))
                : List.copyOf(config.logicalHosts().values());
    }

    /** Every problem on a line of its own. */
    public static void print(ConfigException problems, String program, PrintStream out) {
        for (Problem problem : problems.problems()) {
            out.println(program + ": configuration: " + ServerText.detail(problem.toString(), 1000));
        }
    }
}
