package org.hamail.simulator;

import org.hamail.operator.Operator;
import org.hamail.recovery.event.Action;
import org.hamail.recovery.event.Notification;
import org.jspecify.annotations.Nullable;

/** Keeps its own account of what happens, and compares every action and every end with it. */
final class Judge {
    private final World world;
    private final Book[][] books;
    private final ActionRules rules;
    private final Liveness liveness;
    long lastDisturbed;

    @Nullable
    Violation violation;

    /** What did not hold. */
    record Violation(Invariant invariant, String detail, long at) {}

    Judge(World world) {
        this.world = world;
        this.rules = new ActionRules(world, this);
        this.liveness = new Liveness(world, this);
        this.books = new Book[world.servers.size()][Plan.HOSTS];
        for (Book[] row : books) {
            for (int i = 0; i < row.length; i++) {
                row[i] = new Book();
            }
        }
    }

    Book book(Server server, Mail mail) {
        return books[server.index][mail.index];
    }

    void violated(Invariant invariant, String detail) {
        if (violation == null) {
            violation = new Violation(invariant, detail, world.clockwork.now);
            world.clockwork.stop();
        }
    }

    void demand(boolean holds, Invariant invariant, String detail) {
        if (!holds) {
            violated(invariant, detail);
        }
    }

    // ---- actions

    Deed begins(Program program, Server server, Mail mail, Action action, String from, String to) {
        Book book = book(server, mail);
        boolean manual = StackWalker.getInstance()
                .walk(frames -> frames.anyMatch(frame -> frame.getClassName().endsWith(".ManualAction")));
        var deed = new Deed(program, action, manual);
        String what = action.word() + " of " + mail.name + " from " + from + " to " + to + " by " + program.name;
        world.tell(server, what + " begins");
        world.count(manual ? "actions by people" : "automatic " + action.word() + "s");
        rules.intentIsThere(journal(server, mail), action, from, to, what);
        for (Deed other : book.deeds) {
            demand(!other.isGoingOn(), Invariant.ONE_ACTION_AT_ONCE, what + " while another one is going on");
        }
        if (program.name.startsWith("hamail upgrade")) {
            demand(book.upgrade.mayMove(from, world.clockwork.now), Invariant.UPGRADE_GOES_ON, what);
        } else if (!manual) {
            rules.automatic(server, mail, deed, from, to, what);
        }
        book.deeds.add(deed);
        book.lastUnclean = world.clockwork.now;
        return deed;
    }

    static Disk.@Nullable Inode journal(Server server, Mail mail) {
        return server.disk.files.get("/state/" + mail.name + "/journal.jsonl");
    }

    // ---- reports and verbs

    void told(Server server, Mail mail, String marker) {
        book(server, mail).told.merge(marker, 1, Integer::sum);
    }

    void arrived(Server server, SeriesCheck check, Notification said) {
        Book book = book(server, check.mail);
        long now = world.clockwork.now;
        world.touched(check.mail);
        if (!SeriesCheck.tellsOfOutage(said.output())
                && !said.state().equals("UNKNOWN")
                && !isActedOn(book, check, said)) {
            check.reportedSince = -1; // it may be recorded although its handler dies before it says so
        }
        if (!said.downtime().equals("0")) {
            book.lastDowntimeWord = now;
        } else if (!said.hostState().equals("UP")) {
            book.lastDownWord = now;
        } else {
            book.lastPlainWord = now;
        }
    }

    /** Whether an action has begun since the last report of it: another problem may be what the action causes. */
    private static boolean isActedOn(Book book, SeriesCheck check, Notification said) {
        return !said.state().equals("OK")
                && check.reportedSince >= 0
                && book.deeds.stream().anyMatch(deed -> deed.begin > check.reportedSince);
    }

    void handled(Server server, SeriesCheck check, Notification said, String marker) {
        book(server, check.mail).handled.merge(marker, 1, Integer::sum);
        Disk.Inode journal = journal(server, check.mail);
        demand(
                journal != null && DecidedReport.isIn(journal, marker),
                Invariant.NOTIFICATION_IS_DECIDED,
                "the handler of " + marker + " has ended, and no decision names its record");
        if (SeriesCheck.tellsOfOutage(said.output())) {
            check.reportedSince = world.clockwork.now;
        }
        world.count("reports");
        world.countIf(check.node >= 0 && check.node != check.mail.active, "reports about an idle node");
    }

    void refused(Server server, Mail mail, String marker) {
        world.count("reports that could not be recorded");
    }

    /** The words of the core about {@code mail} have changed. */
    void words(Server server, Mail mail) {
        book(server, mail).words(server, mail);
    }

    void commanded(Server server, Mail mail, String verb, String marker) {
        Book book = book(server, mail);
        book.commanded.add(marker);
        if (!book.verbs.isEmpty()) {
            book.overlapped.addAll(book.verbs);
            book.overlapped.add(marker);
        }
        book.verbs.add(marker);
        book.upgrade.commanded(verb, SwitchFile.position(server, mail));
        switch (verb) {
            case "pause", "resume", "off", "on" -> {
                String target = target(verb);
                if (!target.equals(book.position)) {
                    book.position = null;
                }
                book.lastOpening = world.clockwork.now;
            }
            case "upgrade" -> {
                book.position = null; // which step it is, and so what becomes of the switch, is not known here
                book.lastOpening = world.clockwork.now;
            }
            case "downtime-over" -> book.lastOpening = world.clockwork.now;
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
        book.verbs.remove(marker);
        book.lastAckDone = verb.equals("ack") ? world.clockwork.now : book.lastAckDone;
        String shown = SwitchFile.position(server, mail);
        boolean switches = verb.equals("pause") || verb.equals("resume") || verb.equals("off") || verb.equals("on");
        if (end == Operator.Result.End.DONE) {
            book.done.put(marker, verb);
            if (verb.equals("upgrade")) {
                world.count("steps of rolling upgrades");
                book.upgrade.stepped(shown);
            }
            if (switches && !book.overlapped.contains(marker)) {
                demand(
                        target(verb).equals(shown),
                        Invariant.SWITCH_IS_AS_SAID,
                        "after " + verb + " on " + server.name + " the switch of " + mail.name + " says " + shown);
                book.position = target(verb);
            }
        }
    }

    /** The verb has ended, whatever became of it: if it is not certain what it did, the switch must stay where it is now. */
    void verbEnded(Server server, Mail mail, String marker) {
        Book book = book(server, mail);
        book.verbs.remove(marker);
        if (book.verbs.isEmpty() && book.position == null) {
            book.position = SwitchFile.position(server, mail);
        }
    }

    /** A worker of {@code server} was killed. */
    void died(Server server, int host) {
        books[server.index][host].lastDeath = world.clockwork.now;
    }

    /** {@code program} has been stopped, and goes on. */
    void wentOn(Program program) {
        if (program.name.startsWith("handler")) {
            books[program.server.index][program.host].lastWentOn = world.clockwork.now;
        }
    }

    void disturbed() {
        lastDisturbed = world.clockwork.now;
    }

    // ---- how it stands, and the end

    /** Looks at how {@code mail} stands for {@code server}, every reconcile interval. */
    void look(Server server, Mail mail) {
        liveness.look(server, mail);
    }

    /** Just before the end, when nothing has gone wrong for hours. */
    void atRest() {
        if (violation == null) {
            liveness.atRest();
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
        Book book = book(server, mail);
        new JournalAudit(this, book, "the journal of " + mail.name + " on " + server.name).of(journal(server, mail));
        if (book.position != null) {
            demand(
                    book.position.equals(SwitchFile.position(server, mail)),
                    Invariant.SWITCH_IS_AS_SAID,
                    "the switch of " + mail.name + " on " + server.name + " is not " + book.position + " at the end");
        }
    }
}
