package org.hamail.checks;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.hamail.cli.Arguments;
import org.hamail.cli.UsageException;
import org.hamail.plugin.Decimal;
import org.hamail.plugin.Range;
import org.hamail.plugin.ServerText;
import org.hamail.process.BoundedRegex;
import org.hamail.process.CommandName;
import org.hamail.process.CountLimits;
import org.hamail.process.ProcessPattern;
import org.hamail.process.Users;
import org.hamail.process.WantedDaemon;

/** Any process at all, by {@code -C -a -u --pid-file}. */
final class WantedByPattern {
    private WantedByPattern() {}

    static WantedDaemon read(Arguments arguments) throws UsageException {
        Optional<CommandName> command = command(arguments);
        Optional<Path> pidFile = arguments.path("pid-file");
        var pattern = new ProcessPattern(command, regex(arguments), user(arguments), Optional.empty());
        if (pidFile.isEmpty() && pattern.equals(ProcessPattern.any())) {
            throw new UsageException("one of --daemon, --command, --argument-regex, --user, --pid-file is required");
        }
        String role =
                command.map(CommandName::name).orElse(WantedDaemon.NAMELESS).replaceAll("[^A-Za-z0-9_-]", "_");
        return new WantedDaemon(role, pattern, pidFile, limits(arguments), Optional.empty());
    }

    private static Optional<CommandName> command(Arguments arguments) throws UsageException {
        Optional<CommandName> command = arguments.text("command").map(CommandName::of);
        if (command.isPresent() && command.get().name().isEmpty()) {
            throw new UsageException("--command: a program's path does not end with a slash");
        }
        return command;
    }

    /** None at all is fine only where the critical range says so. */
    private static CountLimits limits(Arguments arguments) throws UsageException {
        Optional<Range> critical = arguments.range("critical");
        boolean required = critical.map(range -> range.alerts(Decimal.ZERO)).orElse(true);
        return new CountLimits(required ? 1 : 0, OptionalInt.empty(), arguments.range("warning"), critical);
    }

    private static Optional<BoundedRegex> regex(Arguments arguments) throws UsageException {
        Optional<String> text = arguments.text("argument-regex");
        try {
            return text.map(BoundedRegex::of);
        } catch (IllegalArgumentException e) {
            throw new UsageException("--argument-regex: " + e.getMessage(), e);
        }
    }

    private static OptionalLong user(Arguments arguments) throws UsageException {
        Optional<String> name = arguments.text("user");
        OptionalLong uid = name.isPresent() ? Users.uid(name.get()) : OptionalLong.empty();
        if (name.isPresent() && uid.isEmpty()) {
            throw new UsageException("--user: there is no user '" + ServerText.of(name.get(), 80) + "'");
        }
        return uid;
    }
}
