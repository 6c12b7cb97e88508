package org.hamail.simulator;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hamail.model.CheckKind;
import org.hamail.model.ClusterView;
import org.hamail.model.Observer;
import org.hamail.model.PolicyMode;
import org.hamail.operator.Operator;
import org.hamail.plugin.Status;
import org.hamail.recovery.RecoveryStatus;
import org.hamail.recovery.engine.ActionResult;
import org.hamail.recovery.event.Action;
import org.hamail.recovery.event.Notification;
import org.jspecify.annotations.Nullable;

/** Keeps its own account of what happens, and compares every action and every end with it. */
final class Judge {
    private static final long FRESH = Server.CONFIRM.plus(Server.ENGINE).toMillis() + 20_000;

    private final World world;
    private final Book[][] books;
    private long lastDisturbed;

    @Nullable
    Violation violation;

    /** What did not hold. */
    record Violation(Invariant invariant, String detail, long at) {}

    /** What is known of one logical host on one monitoring server. */
    private static final class Book {
        final List<Deed> deeds = new ArrayList<>();
        /** Where people put the switch; null while that is not certain. */
        @Nullable
        String position = "on";

        long lastUnclean;
        long lastAck = -1;
        /** When one was done, or found nothing to acknowledge; one that could not be written has ended no hard stop. */
        long lastAckDone = -1;
        /** When a worker was killed: it may have left an intent, and what became of that may be a hard stop. */
        long lastDeath = -1;

        long lastOpening = -1;
        long downtimeSince = -1;
        long hostDownSince = -1;
        long lastPlainWord = -1;
        long lastDowntimeWord = -1;
        long lastDownWord = -1;
        final Map<String, Integer> told = new HashMap<>();
        final Map<String, Integer> handled = new HashMap<>();
        final Map<String, String> done = new HashMap<>();
        final Set<String> commanded = new HashSet<>();
        int verbsRunning;
    }

    /** An action that was begun. */
    final class Deed {
        final Program program;
        final Action action;
        final boolean manual;
        final long begin;
        boolean tried;
        long clusterEnd;
        long end = -1;
        ActionResult.@Nullable End result;

        Deed(Program program, Action action, boolean manual) {
            this.program = program;
            this.action = action;
            this.manual = manual;
            this.begin = world.clockwork.now;
        }

        ActionResult ended(ActionResult how) {
            end = world.clockwork.now;
            result = how.end();
            world.tell(program.server, action.word() + ": " + how.end() + ", " + how.detail());
            return how;
        }
    }

    Judge(World world) {
        this.world = world;
        this.books = new Book[world.servers.size()][Plan.HOSTS];
        for (Book[] row : books) {
            for (int i = 0; i < row.length; i++) {
                row[i] = new Book();
            }
        }
    }

    private Book book(Server server, Mail mail) {
        return books[server.index][mail.index];
    }

    void violated(Invariant invariant, String detail) {
        if (violation == null) {
            violation = new Violation(invariant, detail, world.clockwork.now);
            world.clockwork.stop();
        }
    }

    private void demand(boolean holds, Invariant invariant, String detail) {
        if (!holds) {
            violated(invariant, detail);
        }
    }

    // ---- actions

    Deed begins(Program program, Server server, Mail mail, Action action, String from, String to) {
        long now = world.clockwork.now;
        Book book = book(server, mail);
        boolean manual = StackWalker.getInstance()
                .walk(frames -> frames.anyMatch(frame -> frame.getClassName().endsWith(".ManualAction")));
        var deed = new Deed(program, action, manual);
        String what = action.word() + " of " + mail.name + " from " + from + " to " + to + " by " + program.name;
        world.tell(server, what + " begins");
        world.count(manual ? "actions by people" : "automatic " + action.word() + "s");
        intentIsThere(server, mail, action, from, to, what);
        for (Deed other : book.deeds) {
            boolean running = other.end < 0 && !other.program.over && !other.program.doomed;
            demand(
                    !running && !(other.tried && other.clusterEnd > now),
                    Invariant.ONE_ACTION_AT_ONCE,
                    what + " while another one is going on");
        }
        if (!manual) {
            automatic(program, server, mail, deed, from, to, what);
        }
        book.deeds.add(deed);
        book.lastUnclean = now;
        return deed;
    }

    private void automatic(Program program, Server server, Mail mail, Deed deed, String from, String to, String what) {
        long now = world.clockwork.now;
        Book book = book(server, mail);
        boolean failover = deed.action == Action.FAILOVER;
        Program.Hand hand = program.hand;
        demand(!"paused".equals(book.position), Invariant.NOT_PAUSED, what);
        demand(!"off".equals(book.position), Invariant.NOT_OFF, what);
        words(server, book, what);
        demand(
                !(server.coreConfigured && now < server.handlersOffUntil && now - server.handlersOffSince > 6 * 60_000),
                Invariant.HANDLERS_OFF,
                what);
        demand(now - hand.engineAsked <= FRESH, Invariant.NOT_ON_STALE_ENGINE_ANSWER, what);
        demand(hand.probeFailed, Invariant.NOT_WITHOUT_FAILING_PROBE, what);
        demand(now - hand.probeAsked <= FRESH, Invariant.NOT_ON_STALE_PROBE, what);
        demand(
                // local evidence is confirmed through the logical address alone (DESIGN 3.1): one that is cut for this
                // server
                // looks like a service that is not there
                mail.wellSince < 0 || mail.wellSince >= hand.probeAsked || server.isAddressCut(mail),
                Invariant.NOT_ON_SERVED_SERVICE,
                what + ", which has served since " + (now - mail.wellSince) / 1000 + " s ago");
        ClusterView said = hand.engineSaid;
        if (said == null) {
            violated(Invariant.NOT_ON_STALE_ENGINE_ANSWER, what);
        } else {
            demand(said.state() == ClusterView.State.RUNNING, Invariant.ENGINE_SAID_RUNNING, what);
            demand(said.quorum(), Invariant.WITH_QUORUM, what);
            demand(said.active().equals(Optional.of(from)), Invariant.FROM_WHERE_IT_IS, what);
            demand(
                    !failover || (said.eligible().contains(to) && !from.equals(to)),
                    Invariant.FIT_TARGET,
                    what + ", eligible are " + said.eligible());
            demand(!failover || said.foreignConstraint().isEmpty(), Invariant.NO_FOREIGN_CONSTRAINT, what);
        }
        demand(!failover || Boolean.TRUE.equals(hand.directory), Invariant.DIRECTORY_ANSWERS, what);
        demand(!failover || Boolean.TRUE.equals(hand.sane), Invariant.MONITOR_IS_SANE, what);
        PolicyMode mode = world.settings.policy.mode();
        demand(
                mode == PolicyMode.FAILOVER || (mode == PolicyMode.RESTART_ONLY && !failover),
                Invariant.MODE_IS_KEPT,
                what + " in mode " + mode);
        limits(server, mail, book, failover, what);
        hardStop(mail, book, what);
    }

    /** The limits are counted by uptime within a boot; what lies before a boot counts by a clock that may have been stepped. */
    private void limits(Server server, Mail mail, Book book, boolean failover, String what) {
        long now = world.clockwork.now;
        long window = World.HOUR - 5_000;
        boolean oneBoot = now - server.lastBoot > window || now - server.lastClockStep > 2 * World.DAY;
        if (!oneBoot) {
            return;
        }
        int restarts = 0;
        boolean moved = false;
        for (Deed other : book.deeds) {
            if (!other.manual && now - other.begin < window) {
                restarts += other.action == Action.RESTART ? 1 : 0;
                moved |= other.action == Action.FAILOVER;
            }
        }
        demand(failover || restarts < 2, Invariant.RESTART_BUDGET, what + " after " + restarts + " within an hour");
        demand(!failover || !moved, Invariant.PINGPONG_INTERVAL, what);
        int others = 0;
        for (Mail each : world.mails) {
            boolean acted = each != mail
                    && book(server, each).deeds.stream()
                            .anyMatch(other -> !other.manual && now - other.begin < 10 * 60_000 - 5_000);
            others += acted ? 1 : 0;
        }
        demand(!failover || others < 2, Invariant.STORM_LIMIT, what + " after " + others + " other logical hosts");
    }

    private void hardStop(Mail mail, Book book, String what) {
        for (Deed other : book.deeds) {
            boolean unknown = other.result == null || other.result == ActionResult.End.INDETERMINATE;
            boolean bad = !other.manual
                    && other.tried
                    && (unknown || other.action == Action.FAILOVER)
                    && mail.lastWell() < other.begin
                    && book.lastAck < other.begin;
            demand(!bad, Invariant.HARD_STOP, what + ", after " + other.action.word() + " that did not help");
        }
    }

    private void words(Server server, Book book, String what) {
        long now = world.clockwork.now;
        long old = now - 6 * 60_000;
        if (server.coreConfigured) {
            demand(
                    book.downtimeSince < 0 || book.downtimeSince > old,
                    Invariant.NOT_IN_DOWNTIME,
                    what + ", which the core shows");
            demand(
                    book.hostDownSince < 0 || book.hostDownSince > old,
                    Invariant.NOT_ON_DOWN_HOST,
                    what + ", which the core shows");
            return;
        }
        boolean noOtherWord = book.lastPlainWord < 0 && book.lastOpening < 0;
        demand(
                !(noOtherWord && book.lastDowntimeWord >= 0),
                Invariant.NOT_IN_DOWNTIME,
                what + ", after nothing but reports in downtime");
        demand(
                !(noOtherWord && book.lastDownWord >= 0),
                Invariant.NOT_ON_DOWN_HOST,
                what + ", after nothing but reports of a host that is not UP");
    }

    private void intentIsThere(Server server, Mail mail, Action action, String from, String to, String what) {
        Disk.Inode journal = journal(server, mail);
        LastRecord found = journal == null ? new LastRecord("", 0) : lastOfAnAction(journal);
        String last = found.line();
        JsonObject record =
                last.isEmpty() ? new JsonObject() : JsonParser.parseString(last).getAsJsonObject();
        boolean fits = "intent".equals(text(record, "type"))
                && action.word().equals(text(record, "action"))
                && from.equals(text(record, "from"))
                && (action == Action.RESTART || to.equals(text(record, "to")));
        demand(
                fits && journal != null && journal.synced >= found.end(),
                Invariant.INTENT_BEFORE_ACTION,
                what + ", the last record of an action is " + last);
    }

    private static Disk.@Nullable Inode journal(Server server, Mail mail) {
        return server.disk.files.get("/state/" + mail.name + "/journal.jsonl");
    }

    private record LastRecord(String line, int end) {}

    /** The last record about an action: reports and decisions may have come behind it, or part of one whose writer was killed. */
    private static LastRecord lastOfAnAction(Disk.Inode file) {
        int end = file.size - 1;
        while (end > 0) {
            int begin = end;
            while (begin > 0 && file.bytes[begin - 1] != '\n') {
                begin--;
            }
            String line = new String(file.bytes, begin, end - begin, StandardCharsets.UTF_8);
            if (line.contains("\"type\":\"intent\"")
                    || line.contains("\"type\":\"outcome\"")
                    || line.contains("\"type\":\"verification\"")) {
                return new LastRecord(line, end);
            }
            end = begin - 1;
        }
        return new LastRecord("", 0);
    }

    private static String text(JsonObject record, String name) {
        JsonElement value = record.get(name);
        return value == null || !value.isJsonPrimitive() ? "" : value.getAsString();
    }

    // ---- reports and verbs

    void told(Server server, Mail mail, String marker) {
        book(server, mail).told.merge(marker, 1, Integer::sum);
    }

    void arrived(Server server, Server.SeriesCheck check, Notification said) {
        Book book = book(server, check.mail);
        long now = world.clockwork.now;
        world.touched(check.mail);
        if (!said.downtime().equals("0")) {
            book.lastDowntimeWord = now;
        } else if (!said.hostState().equals("UP")) {
            book.lastDownWord = now;
        } else {
            book.lastPlainWord = now;
        }
    }

    void handled(Server server, Server.SeriesCheck check, Notification said, String marker) {
        book(server, check.mail).handled.merge(marker, 1, Integer::sum);
        // a check that saw nothing (UNKNOWN), or found no address, told of no outage
        boolean problem = said.state().equals("CRITICAL") && !said.phase().equals(Optional.of("resolve"));
        check.reportedSince = problem ? world.clockwork.now : -1;
        world.count("reports");
    }

    void refused(Server server, Mail mail, String marker) {
        world.count("reports that could not be recorded");
    }

    /** The words of the core about {@code mail} have changed. */
    void words(Server server, Mail mail) {
        Book book = book(server, mail);
        long now = world.clockwork.now;
        book.downtimeSince = server.downtime[mail.index] == 0 ? -1 : book.downtimeSince < 0 ? now : book.downtimeSince;
        book.hostDownSince = !server.hostDown[mail.index] ? -1 : book.hostDownSince < 0 ? now : book.hostDownSince;
    }

    void commanded(Server server, Mail mail, String verb, String marker) {
        Book book = book(server, mail);
        book.commanded.add(marker);
        book.verbsRunning++;
        switch (verb) {
            case "pause", "resume", "off", "on" -> {
                String target = target(verb);
                if (!target.equals(book.position)) {
                    book.position = null;
                }
                book.lastOpening = world.clockwork.now;
            }
            case "ack" -> {
                book.lastAck = world.clockwork.now;
                book.lastOpening = world.clockwork.now;
            }
            default -> {
                // restart, switch: no switch is touched
            }
        }
    }

    private static String target(String verb) {
        return verb.equals("pause") ? "paused" : verb.equals("off") ? "off" : "on";
    }

    void obeyed(Server server, Mail mail, String verb, String marker, Operator.Result.End end) {
        Book book = book(server, mail);
        book.verbsRunning--;
        book.lastAckDone = verb.equals("ack") ? world.clockwork.now : book.lastAckDone;
        String shown = switchFile(server, mail);
        boolean switches = verb.equals("pause") || verb.equals("resume") || verb.equals("off") || verb.equals("on");
        if (end == Operator.Result.End.DONE) {
            book.done.put(marker, verb);
            if (switches && book.verbsRunning == 0) {
                demand(
                        target(verb).equals(shown),
                        Invariant.SWITCH_IS_AS_SAID,
                        "after " + verb + " on " + server.name + " the switch of " + mail.name + " says " + shown);
                book.position = target(verb);
            }
        }
    }

    private static String switchFile(Server server, Mail mail) {
        Disk.Inode file = server.disk.files.get("/state/" + mail.name + "/service.json");
        if (file == null) {
            return "on";
        }
        return text(
                JsonParser.parseString(new String(file.bytes, 0, file.size, StandardCharsets.UTF_8))
                        .getAsJsonObject(),
                "state");
    }

    /** A worker of {@code server} was killed. */
    void died(Server server, int host) {
        books[server.index][host].lastDeath = world.clockwork.now;
    }

    void disturbed() {
        lastDisturbed = world.clockwork.now;
    }

    // ---- liveness

    /** Looks at how {@code mail} stands for {@code server}, every reconcile interval. */
    void look(Server server, Mail mail) {
        long now = world.clockwork.now;
        Book book = book(server, mail);
        for (Program program : world.clockwork.running()) {
            demand(
                    now - program.begun - program.stoppedFor < 4 * World.HOUR || program.stoppedUntil > now,
                    Invariant.PROGRAMS_END,
                    program.name + " has been there for " + (now - program.begun) / 60_000 + " min");
        }
        if (!isClean(server, mail, book)) {
            book.lastUnclean = now;
            return;
        }
        long since = Math.max(book.lastUnclean, lastDisturbed);
        long bound = 2 * world.settings.reconcileEvery + 4 * 60_000;
        demand(
                now - since <= bound,
                Invariant.OUTAGE_IS_HANDLED,
                mail.name + " has been down and every gate open on " + server.name + " for " + (now - since) / 1000
                        + " s");
        if (now - since > 2 * 60_000 && !isWorkerThere(server, mail)) {
            RecoveryStatus.Condition condition = condition(server, mail);
            demand(
                    condition != RecoveryStatus.Condition.IDLE,
                    Invariant.OK_NEVER_BESIDE_OUTAGE,
                    "check_mail_ha of " + server.name + " says " + condition + ", and " + mail.name + " is down");
        }
    }

    private boolean isWorkerThere(Server server, Mail mail) {
        return world.clockwork.running().stream()
                .anyMatch(program -> program.server == server && program.host == mail.index && program.started);
    }

    private RecoveryStatus.@Nullable Condition condition(Server server, Mail mail) {
        try {
            var view = new DiskView(server.disk, null);
            return RecoveryStatus.of(server.site(mail, null, view)).condition();
        } catch (Exception e) {
            violated(Invariant.NO_DEFECT, "check_mail_ha: " + e);
            return null;
        }
    }

    /** Whether a daemon is down that hamail was told of, and nothing known to the simulation keeps it from acting. */
    private boolean isClean(Server server, Mail mail, Book book) {
        long now = world.clockwork.now;
        boolean down = false;
        for (Server.SeriesCheck check : server.checks) {
            boolean evidence = check.series.observer() == Observer.LOCAL
                    && (check.series.check() == CheckKind.PROCESS
                            ? mail.trouble[check.role] == Mail.Trouble.DEAD
                            : mail.trouble[check.role] == Mail.Trouble.HUNG);
            boolean known = check.reportedSince > mail.since[check.role]
                    || (server.coreConfigured && now - check.hardSince > 130_000);
            down |= check.mail == mail
                    && evidence
                    && check.isHardProblem()
                    && check.state == Status.CRITICAL
                    && !check.output.contains("resolve")
                    && check.hardSince > mail.since[check.role]
                    && known;
        }
        boolean wordsOpen = server.downtime[mail.index] == 0
                && !server.hostDown[mail.index]
                && (server.coreConfigured || Math.max(book.lastDowntimeWord, book.lastDownWord) < earliest(mail));
        boolean engine = mail.state == ClusterView.State.RUNNING
                && now >= mail.silentUntil
                && mail.lostAnswers == 0
                && now >= mail.maintenanceUntil
                && now >= mail.noQuorumUntil
                && now >= mail.constraintUntil
                && now >= mail.unfitUntil[0]
                && now >= mail.unfitUntil[1];
        boolean machine = server.up
                && now >= server.cutUntil
                && now >= server.namesMuteUntil
                && !server.isAddressCut(mail)
                && now >= server.disk.fullUntil
                && server.disk.tearIn < 0
                && server.disk.failSyncIn < 0
                && server.troubleIn < 0
                && server.killInWrite < 0
                && now >= world.directoryAwayUntil
                && now >= server.handlersOffUntil
                && now >= server.coreStaleUntil
                && now - server.lastClockStep > 3 * World.HOUR
                && world.clockwork.running().stream().noneMatch(each -> each.stoppedUntil > now);
        boolean unstirred = !isStopped(book)
                && book.deeds.stream().noneMatch(deed -> now - Math.max(deed.begin, deed.end) < 61 * 60_000)
                && world.mails.stream()
                                .filter(each -> each != mail)
                                .filter(each -> book(server, each).deeds.stream()
                                        .anyMatch(deed -> now - deed.begin < 11 * 60_000))
                                .count()
                        < 2;
        return down
                && wordsOpen
                && engine
                && machine
                && unstirred
                && "on".equals(book.position)
                && world.settings.policy.mode() == PolicyMode.FAILOVER;
    }

    private static long earliest(Mail mail) {
        long earliest = Long.MAX_VALUE;
        for (int role = 0; role < Mail.ROLES.length; role++) {
            if (mail.trouble[role] != Mail.Trouble.NONE) {
                earliest = Math.min(earliest, mail.since[role]);
            }
        }
        return earliest;
    }

    /** Whether some action may have ended in a hard stop since the last acknowledgement. */
    private static boolean isStopped(Book book) {
        return book.lastDeath > book.lastAckDone
                || book.deeds.stream().anyMatch(deed -> Math.max(deed.begin, deed.end) > book.lastAckDone);
    }

    // ---- the end

    /** Just before the end, when nothing has gone wrong for hours. */
    void atRest() {
        if (violation != null) {
            return;
        }
        boolean acts = world.settings.policy.mode() != PolicyMode.LOG_ONLY;
        for (Mail mail : world.mails) {
            demand(mail.well() || !acts, Invariant.HOLDS_END, mail.name + " is still down: " + mail.view());
            for (Server server : world.servers) {
                if (mail.well() && world.settings.policy.mode() == PolicyMode.FAILOVER) {
                    RecoveryStatus.Condition condition = condition(server, mail);
                    demand(
                            condition == RecoveryStatus.Condition.IDLE
                                    // shown until a notification comes for that logical host (READINGS 38), and nothing
                                    // needs to be
                                    // reported any more
                                    || condition == RecoveryStatus.Condition.UNHEARD,
                            Invariant.OK_WHEN_ALL_IS_WELL,
                            "check_mail_ha of " + server.name + " says " + condition + " of " + mail.name);
                }
            }
        }
    }

    void finish() {
        Throwable defect = world.clockwork.defect;
        if (defect != null) {
            violated(Invariant.NO_DEFECT, describe(defect));
        }
        if (violation != null) {
            return;
        }
        for (Server server : world.servers) {
            for (Mail mail : world.mails) {
                audit(server, mail);
            }
        }
    }

    private static String describe(Throwable defect) {
        StackTraceElement[] trace = defect.getStackTrace();
        return defect + (trace.length > 0 ? " at " + trace[0] : "") + (trace.length > 1 ? " at " + trace[1] : "");
    }

    private void audit(Server server, Mail mail) {
        Disk.Inode file = journal(server, mail);
        Book book = book(server, mail);
        String where = "the journal of " + mail.name + " on " + server.name;
        if (file == null) {
            demand(book.handled.isEmpty(), Invariant.NOTIFICATION_IS_RECORDED_ONCE, where + " is missing");
            return;
        }
        List<String> records = chain(file, where);
        var notified = new HashMap<String, Integer>();
        var answered = new HashSet<Long>();
        var reports = new ArrayList<Long>();
        var verbs = new HashMap<String, Integer>();
        var intents = new HashSet<String>();
        var outcomes = new HashSet<String>();
        var ended = new HashMap<String, Double>();
        for (String record : records) {
            switch (word(record, "type")) {
                case "notification" -> {
                    String output = word(record, "output");
                    notified.merge(output.substring(output.lastIndexOf(' ') + 1), 1, Integer::sum);
                    reports.add(number(record, "seq"));
                }
                case "decision" -> {
                    int begin = record.indexOf("\"because\":[") + 11;
                    String because = record.substring(begin, record.indexOf(']', begin));
                    for (String seq : because.isEmpty() ? new String[0] : because.split(",")) {
                        answered.add(Long.parseLong(seq));
                    }
                }
                case "operator" -> verbs.merge(word(record, "reason"), 1, Integer::sum);
                case "intent" -> intents.add(word(record, "id"));
                case "outcome" -> {
                    demand(outcomes.add(word(record, "id")), Invariant.OUTCOME_ONCE, where + ": " + record);
                    ended.put(word(record, "id"), uptime(record));
                }
                case "verification" ->
                    demand(
                            !word(record, "detail").contains("did not answer, 1 times in a row")
                                    || uptime(record) - ended.getOrDefault(word(record, "id"), 0.0)
                                            >= Server.ENGINE.toSeconds(),
                            Invariant.PATIENT_WITH_ENGINE,
                            where + ": " + record);
                default -> {
                    // says nothing about this
                }
            }
        }
        for (Map.Entry<String, Integer> each : book.told.entrySet()) {
            int recorded = notified.getOrDefault(each.getKey(), 0);
            int handled = book.handled.getOrDefault(each.getKey(), 0);
            demand(
                    handled <= recorded && recorded <= each.getValue(),
                    Invariant.NOTIFICATION_IS_RECORDED_ONCE,
                    where + " has " + each.getKey() + " " + recorded + " times, handled were " + handled);
        }
        for (int i = 0; i < reports.size() - 1; i++) {
            demand(
                    answered.contains(reports.get(i)),
                    Invariant.NOTIFICATION_IS_DECIDED,
                    where + ": no decision names record " + reports.get(i));
        }
        for (String marker : book.commanded) {
            int times = verbs.entrySet().stream()
                    .filter(each -> each.getKey().equals(marker))
                    .mapToInt(Map.Entry::getValue)
                    .sum();
            boolean done = book.done.containsKey(marker);
            boolean says = marker.startsWith("pause") || marker.startsWith("off") || marker.startsWith("ack");
            demand(
                    times <= 1 && (times == 1 || !done || !says),
                    Invariant.VERB_IS_RECORDED,
                    where + " has " + marker + " " + times + " times");
        }
        intents.removeAll(outcomes);
        demand(intents.isEmpty(), Invariant.NO_ORPHAN_REMAINS, where + " has no outcome of " + intents.size());
        if (book.position != null) {
            demand(
                    book.position.equals(switchFile(server, mail)),
                    Invariant.SWITCH_IS_AS_SAID,
                    "the switch of " + mail.name + " on " + server.name + " is not " + book.position + " at the end");
        }
    }

    private List<String> chain(Disk.Inode file, String where) {
        var records = new ArrayList<String>();
        String prev = "0".repeat(64);
        long seq = 1;
        int begin = 0;
        for (int i = 0; i < file.size; i++) {
            if (file.bytes[i] == '\n') {
                String line = new String(file.bytes, begin, i - begin, StandardCharsets.UTF_8);
                begin = i + 1;
                int place = line.lastIndexOf(",\"hash\":");
                String hash = word(line, "hash");
                boolean holds = place > 0
                        && number(line, "seq") == seq++
                        && word(line, "prev").equals(prev)
                        && sha256(line.substring(0, place)).equals(hash);
                demand(holds, Invariant.JOURNAL_IS_WHOLE, where + " breaks at record " + (seq - 1));
                prev = hash;
                records.add(line);
            }
        }
        return records;
    }

    /** A member of a record as it stands: what is looked for here has nothing in it that would be escaped. */
    private static String word(String record, String name) {
        String before = "\"" + name + "\":\"";
        int at = record.indexOf(before);
        int begin = at + before.length();
        return at < 0 ? "" : record.substring(begin, record.indexOf('"', begin));
    }

    private static double uptime(String record) {
        int begin = record.indexOf("\"uptime\":") + 9;
        return Double.parseDouble(record.substring(begin, record.indexOf(',', begin)));
    }

    private static long number(String record, String name) {
        String before = "\"" + name + "\":";
        int at = record.indexOf(before);
        int begin = at + before.length();
        return at < 0 ? -1 : Long.parseLong(record.substring(begin, record.indexOf(',', begin)));
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
