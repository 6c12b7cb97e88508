package org.hamail.operator;

import com.google.gson.JsonElement;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.hamail.cli.OptionSpec;
import org.hamail.cli.UsageException;
import org.hamail.config.HamailConfig;
import org.hamail.config.yaml.ConfigException;
import org.hamail.io.FileProblem;
import org.hamail.operator.display.Colours;
import org.hamail.operator.display.TextTable;
import org.hamail.operator.display.Times;
import org.hamail.plugin.ServerText;
import org.hamail.recovery.Site;
import org.hamail.recovery.journal.JournalBroken;
import org.hamail.recovery.journal.JournalUnavailable;
import org.hamail.recovery.status.RecoveryStatus;
import org.hamail.site.Configuration;
import org.hamail.site.UnusableState;
import org.hamail.time.Sleeper;

/** {@code hamail status}: a table of all logical hosts, or everything about one. */
final class StatusVerb {
    private static final OptionSpec WATCH = OptionSpec.optional(
            "watch", "S", "2", "show it again every S seconds (2 when no number is given) until interrupted");
    private static final OptionSpec ONE = OptionSpec.value(
            "l", "logical-host", "NAME", "only this logical host, in full; a table of all when not given");

    /** So many engines are asked at a time; one that does not answer holds up few others. */
    private static final int AT_ONCE = 8;

    private final Verb.Call call;
    private final Times times;

    private StatusVerb(Verb.Call call) {
        this.call = call;
        this.times = Times.of(call.arguments());
    }

    static Verb verb() {
        return new Verb(
                "status",
                "What recovery is doing, and where each service is: a table, the worst first, or one logical host in full.",
                List.of(WATCH, Times.UTC, ONE),
                call -> new StatusVerb(call).run(Sleeper.real()));
    }

    /** {@code pause} waits between two looks, and ends the watching by interrupting its thread. */
    private int run(Sleeper pause)
            throws UsageException, ConfigException, IOException, JournalUnavailable, JournalBroken {
        Optional<Integer> every = call.arguments().integer("watch", 1, 86_400);
        return every.isEmpty() ? once() : watch(Duration.ofSeconds(every.get()), pause);
    }

    private int watch(Duration every, Sleeper pause)
            throws UsageException, ConfigException, IOException, JournalUnavailable, JournalBroken {
        while (true) {
            printHead();
            int exit = once();
            boolean broken = call.console().out().checkError(); // which flushes, too
            pause.sleep(every);
            if (broken || Thread.currentThread().isInterrupted()) {
                return exit;
            }
        }
    }

    private void printHead() {
        if (call.console().terminal()) {
            call.console().out().print("\033[H\033[2J");
        }
        if (!call.arguments().has("json")) {
            call.print(times.seconds(Clock.systemUTC().instant()));
        }
    }

    /** For tests, which do not wait. */
    static int watching(Verb.Call call, Sleeper pause)
            throws UsageException, ConfigException, IOException, JournalUnavailable, JournalBroken {
        return new StatusVerb(call).run(pause);
    }

    private int once() throws UsageException, ConfigException, IOException, JournalUnavailable, JournalBroken {
        HamailConfig config = Configuration.load(call.arguments(), call.console());
        List<Site> sites = QueryCommands.sites(call, config, false);
        List<StatusRow> rows = sites.size() == 1 ? List.of(looked(sites.get(0))) : all(sites);
        if (call.arguments().has("json")) {
            printJson(rows);
        } else {
            printText(rows);
        }
        return exit(rows);
    }

    private void printText(List<StatusRow> rows) {
        if (call.arguments().text("logical-host").isEmpty()) {
            table(rows);
        }
        if (rows.size() == 1) {
            rows.get(0).fields().forEach(this::field);
        }
    }

    private List<StatusRow> all(List<Site> sites) throws IOException {
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        try {
            var asked = new ArrayList<Callable<StatusRow>>();
            sites.forEach(site -> asked.add(() -> row(site)));
            var rows = new ArrayList<StatusRow>();
            for (Future<StatusRow> answer : threads.invokeAll(asked)) {
                rows.add(answer.get());
            }
            rows.sort(Comparator.comparingInt(StatusRow::severity).reversed());
            return rows;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    private StatusRow looked(Site site) throws IOException, JournalUnavailable, JournalBroken {
        RecoveryStatus status = RecoveryStatus.of(site);
        return UnusableState.of(site)
                .map(why -> StatusRow.blocked(status, times, why))
                .orElseGet(() -> StatusRow.of(status, times));
    }

    private StatusRow row(Site site) {
        try {
            return looked(site);
        } catch (JournalBroken e) {
            return StatusRow.unreadable(
                    site.logicalHost(), "the journal is broken: " + e.getMessage(), "hamail journal --set-aside");
        } catch (IOException e) {
            return StatusRow.unreadable(site.logicalHost(), FileProblem.sentence(e), "hamail doctor");
        } catch (JournalUnavailable e) {
            return StatusRow.unreadable(site.logicalHost(), String.valueOf(e.getMessage()), "hamail doctor");
        }
    }

    private void table(List<StatusRow> rows) {
        var table = new TextTable(StatusRow.HEADINGS);
        rows.forEach(row -> table.row(row.cells(), row.tone()));
        table.lines(Colours.of(call.console())).forEach(call::print);
        call.print("");
        if (rows.size() != 1) {
            rows.forEach(row -> detail(row)
                    .ifPresent(text -> call.print(row.logicalHost() + ": " + ServerText.detail(text, 2000))));
        }
    }

    /** What the columns have no place for; nothing of a logical host that is well. */
    private Optional<String> detail(StatusRow row) {
        String detail = row.fields().getOrDefault("detail", "");
        boolean idle = row.fields().getOrDefault("condition", "").equals("idle");
        return idle ? Optional.empty() : Optional.of(times.localised(detail));
    }

    private void field(String name, String value) {
        call.print(
                name + " ".repeat(Math.max(1, 16 - name.length())) + times.localised(ServerText.detail(value, 2000)));
    }

    private void printJson(List<StatusRow> rows) {
        var answer = new JsonAnswer("status");
        for (StatusRow row : rows) {
            var what = new LinkedHashMap<String, JsonElement>();
            row.fields().forEach((name, value) -> what.put(name, new JsonPrimitive(value)));
            what.remove("logical_host");
            what.put("eligible", JsonAnswer.lines(words(row.fields())));
            answer.logicalHost(row.logicalHost(), what);
        }
        answer.print(call.console().out(), exit(rows), trouble(rows));
    }

    private static List<String> words(Map<String, String> fields) {
        String eligible = fields.getOrDefault("eligible", "");
        return eligible.isEmpty() ? List.of() : List.of(eligible.split(","));
    }

    private static String trouble(List<StatusRow> rows) {
        return String.join(
                "; ",
                rows.stream()
                        .flatMap(row -> row.trouble().stream().map(why -> row.logicalHost() + ": " + why))
                        .toList());
    }

    private static int exit(List<StatusRow> rows) {
        boolean all = rows.stream().allMatch(row -> row.trouble().isEmpty());
        return all ? Verb.DONE : Verb.FAILED;
    }
}
