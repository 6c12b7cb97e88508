package org.hamail.program;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.hamail.check.UsageException;
import org.hamail.config.ConfigException;
import org.hamail.config.HamailConfig;
import org.hamail.config.LogicalHostConfig;
import org.hamail.plugin.Cause;
import org.hamail.plugin.CheckResult;
import org.hamail.plugin.ServerText;
import org.hamail.plugin.Status;
import org.hamail.recovery.Standing;
import org.hamail.recovery.journal.JournalBroken;
import org.hamail.recovery.journal.JournalUnavailable;

/** Reports the standing of recovery as a check. */
final class HaCommand implements CheckCommand {
    private static final String LABEL = "HA";

    @Override
    public String name() {
        return "check_mail_ha";
    }

    @Override
    public String purpose() {
        return "Checks what the recovery of a mail service is doing: on, paused, off, acting, blocked.";
    }

    @Override
    public List<OptionSpec> options() {
        return List.of(Configuration.LOGICAL_HOST, Configuration.CONFIG);
    }

    @Override
    public String label(List<String> words) {
        return LABEL;
    }

    @Override
    public CheckResult run(Arguments arguments) throws UsageException {
        LogicalHostConfig logicalHost;
        try {
            HamailConfig config = Configuration.load(arguments, new Console(System.out, System.err, System.getenv()));
            logicalHost = Configuration.logicalHost(config, arguments);
            return result(logicalHost.name(), Standing.of(Sites.of(config, logicalHost)));
        } catch (ConfigException e) {
            throw new UsageException("configuration: " + e.onOneLine(), e);
        } catch (JournalBroken e) {
            return CheckResult.of(LABEL, Cause.BLOCKED, "the journal is broken: " + ServerText.of(text(e)));
        } catch (IOException e) {
            return CheckResult.of(LABEL, Cause.BLIND, ServerText.of(JournalUnavailable.sentence(e)));
        } catch (JournalUnavailable e) {
            return CheckResult.of(LABEL, Cause.BLIND, ServerText.of(text(e)));
        }
    }

    private static String text(Exception e) {
        return String.valueOf(e.getMessage());
    }

    private static CheckResult result(String logicalHost, Standing standing) {
        String sentence = logicalHost + " " + ServerText.of(standing.sentence(), 500);
        return cause(standing.condition())
                .map(cause -> CheckResult.of(
                        LABEL, standing.early() ? Status.WARNING : cause.status(), cause, sentence, List.of()))
                .orElseGet(() -> CheckResult.ok(LABEL, sentence, List.of()));
    }

    private static Optional<Cause> cause(Standing.Condition condition) {
        return switch (condition) {
            case IDLE -> Optional.empty();
            case PAUSED -> Optional.of(Cause.PAUSED);
            case OFF -> Optional.of(Cause.OFF);
            case OVERDUE -> Optional.of(Cause.OVERDUE);
            case ACTING -> Optional.of(Cause.ACTING);
            case PENDING -> Optional.of(Cause.PENDING);
            case FAILED -> Optional.of(Cause.FAILED);
            case INDETERMINATE -> Optional.of(Cause.INDETERMINATE);
            case BLOCKED -> Optional.of(Cause.BLOCKED);
        };
    }
}
