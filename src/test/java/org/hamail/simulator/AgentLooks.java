package org.hamail.simulator;

import java.time.Duration;
import java.util.Arrays;
import org.hamail.recovery.ReconcileFindings;
import org.hamail.recovery.Reconciler;
import org.hamail.recovery.Worker;
import org.hamail.recovery.journal.JournalBroken;
import org.hamail.recovery.journal.JournalUnavailable;
import org.hamail.recovery.policy.HeldFault;
import org.jspecify.annotations.Nullable;

/** What the agent of a monitoring server sees of each logical host at regular times. */
final class AgentLooks {
    private final World world;
    private final Server server;
    private final @Nullable Reconciler[] reconcilers;
    private final Quiet[] quiet;

    AgentLooks(Server server) {
        this.server = server;
        this.world = server.world;
        this.reconcilers = new Reconciler[world.mails.size()];
        this.quiet = new Quiet[world.mails.size()];
        Arrays.setAll(quiet, i -> new Quiet());
    }

    /** It is another process after a reboot. */
    void startAnew() {
        Arrays.fill(reconcilers, null);
    }

    /** It looks, and starts a worker where something is due. */
    void reconcile(Mail mail) {
        if (!server.up || quiet[mail.index].lasts(mail)) {
            return;
        }
        Reconciler reconciler = reconcilers[mail.index];
        if (reconciler == null) {
            reconciler = new Reconciler(server.site(mail, null, new DiskView(server.disk, null)));
            reconcilers[mail.index] = reconciler;
        }
        try {
            ReconcileFindings findings = reconciler.look();
            quiet[mail.index].found(findings);
            if (!findings.due()) {
                return;
            }
        } catch (JournalBroken e) {
            world.judge.violated(Invariant.JOURNAL_IS_WHOLE, String.valueOf(e.getMessage()));
        } catch (JournalUnavailable e) {
            return;
        }
        server.start(
                "reconciler",
                mail,
                world.dice.between(0, 900),
                (me, site) -> server.work(() -> new Worker(site).reconcile()));
    }

    /**
     * Time in which the agent finds the same at each look, and its workers write nothing: it is skipped, to the next change, or
     * the time at which a gate opens, or for a while.
     */
    private final class Quiet {
        private static final int LOOKS = 4;
        private static final long LONGEST = 30 * 60_000;

        private long changes = -1;
        private long journal = -1;
        private int looks;
        private long until;

        boolean lasts(Mail mail) {
            Disk.Inode file = server.disk.files.get(Server.STATE + "/" + mail.name + "/journal.jsonl");
            long version = file == null ? 0 : file.version;
            boolean same = changes == world.changes && journal == version;
            changes = world.changes;
            journal = version;
            looks = same ? looks + 1 : 0;
            return looks > LOOKS && world.clockwork.now < until;
        }

        void found(ReconcileFindings findings) {
            long now = world.clockwork.now;
            until = now + LONGEST;
            for (HeldFault fault : findings.held()) {
                fault.opensAt()
                        .map(time -> Duration.between(server.wall(), time).toMillis())
                        .filter(wait -> wait > -60_000)
                        .ifPresent(wait -> until = Math.min(until, now + wait));
            }
        }
    }
}
