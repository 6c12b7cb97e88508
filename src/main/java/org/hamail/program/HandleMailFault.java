package org.hamail.program;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hamail.cli.Arguments;
import org.hamail.cli.Help;
import org.hamail.cli.Program;
import org.hamail.cli.Program.Console;
import org.hamail.cli.UsageException;
import org.hamail.config.HamailConfig;
import org.hamail.config.LogicalHostConfig;
import org.hamail.config.ProfileConfig;
import org.hamail.config.yaml.ConfigException;
import org.hamail.model.Role;
import org.hamail.plugin.ServerText;
import org.hamail.recovery.Handler;
import org.hamail.recovery.KeptHistories;
import org.hamail.recovery.Site;
import org.hamail.recovery.event.Notification;
import org.hamail.recovery.journal.JournalBroken;
import org.hamail.recovery.journal.JournalUnavailable;
import org.hamail.site.AsOwner;
import org.hamail.site.Configuration;
import org.hamail.site.DetachedWorker;
import org.hamail.site.LogLines;
import org.hamail.site.Sites;
import org.hamail.site.StateOwner;

/** {@code handle_mail_fault}: the event handler. */
public final class HandleMailFault implements Program {
    public static final String NAME = "handle_mail_fault";
    public static final String PURPOSE =
            "Event handler: records what the monitoring core says, decides, and leaves the action to a detached worker.";

    private static final int RECORDED = 0;
    private static final int NOT_RECORDED = 2;
    private static final int WRONG = 3;

    private final Crew crew;
    private final KeptHistories kept;
    private final LogLines log;

    /** {@code crew} finds somebody to do the work. */
    HandleMailFault(Crew crew) {
        this(crew, KeptHistories.none(), LogLines.ofLogger());
    }

    /** The same of a process that stays. */
    HandleMailFault(Crew crew, KeptHistories kept, LogLines log) {
        this.crew = crew;
        this.kept = kept;
        this.log = log;
    }

    /** Who starts the worker of a logical host. */
    @FunctionalInterface
    interface Crew {
        Handler.WorkerStarter of(Site site, Path configuration);
    }

    public static void main(String[] words) {
        var program = new HandleMailFault(DetachedWorker::new);
        Program.main(new AsOwner(NAME, program, (given, console) -> Arguments.parse(FaultOptions.SPECS, given)), words);
    }

    @Override
    public int run(List<String> words, Console console) {
        PrintStream out = console.out();
        try {
            Arguments arguments = Arguments.parse(FaultOptions.SPECS, words);
            if (arguments.has("help")) {
                out.print(Help.full(NAME, PURPOSE, FaultOptions.SPECS));
                return WRONG;
            }
            if (arguments.has("version")) {
                out.print(Help.version(NAME));
                return WRONG;
            }
            return handle(arguments, console);
        } catch (UsageException e) {
            out.print(NAME + ": " + e.getMessage() + "\n" + Help.usage(NAME, FaultOptions.SPECS));
            return WRONG;
        } catch (ConfigException e) {
            Configuration.print(e, NAME, out);
            return WRONG;
        }
    }

    private int handle(Arguments arguments, Console console) throws UsageException, ConfigException {
        Notification notification = FaultOptions.notification(arguments);
        Path file = Configuration.file(arguments, console);
        arguments.required("logical-host");
        HamailConfig config = Configuration.load(arguments, console);
        LogicalHostConfig logicalHost = Configuration.logicalHost(config, arguments);
        requireEnabled(notification.daemon(), config.profile(logicalHost));
        String head = "hamail " + logicalHost.name() + ": ";
        Optional<String> missing = StateOwner.missing(config.stateDir());
        if (missing.isPresent() && !arguments.has("dry-run")) {
            print(console, head + "hold (journal-unavailable): " + missing.get());
            return NOT_RECORDED;
        }
        try {
            Site site = Sites.of(config, logicalHost, log);
            var handler = new Handler(site, crew.of(site, file), kept);
            Handler.HandlerAnswer answer =
                    arguments.has("dry-run") ? handler.dryRun(notification) : handler.handle(notification);
            print(console, head + text(answer, FaultOptions.senseless(notification)));
            return RECORDED;
        } catch (JournalBroken e) {
            print(console, head + "hold (journal-broken): " + e.getMessage());
        } catch (JournalUnavailable e) {
            print(console, head + "hold (journal-unavailable): " + e.getMessage());
        } catch (RuntimeException e) { // whatever it is: it is not known to be recorded, and that must be said
            print(console, head + "hold (internal): " + e);
        }
        return NOT_RECORDED;
    }

    private static String text(Handler.HandlerAnswer answer, String senseless) {
        String notes = Stream.of(senseless, answer.note())
                .filter(note -> !note.isEmpty())
                .map(note -> " (" + note + ")")
                .collect(Collectors.joining());
        return answer.decision() + " (" + answer.rule() + "): " + answer.reason() + notes;
    }

    /** A report of a daemon that cannot be probed would stand for ever. */
    private static void requireEnabled(Role daemon, ProfileConfig profile) throws UsageException {
        if (profile.daemon(daemon).isEmpty()) {
            throw new UsageException("--daemon: the profile " + profile.name() + " has no " + daemon.word()
                    + "; it has " + String.join(", ", profile.roles()));
        }
    }

    private static void print(Console console, String line) {
        console.out().println(ServerText.detail(line, 4000));
    }
}
