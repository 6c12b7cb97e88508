package org.hamail.site;

import java.io.IOException;
import java.nio.file.Files;
import org.hamail.recovery.Handler;
import org.hamail.recovery.ReconcileFindings;
import org.hamail.recovery.Site;
import org.hamail.recovery.status.WorkerMissingSince;

/** Starts a worker for somebody who only looked. */
public final class MissingWorkerStarter {
    private MissingWorkerStarter() {}

    /**
     * Starts one of {@code site}; a user who may not act there does nothing, and says nothing of it. Root may everywhere: what
     * it starts becomes the owner.
     *
     * @throws IOException also when root finds that nobody knows to whom the state directory is to belong: made by root, it
     *     would lock the event handler out
     */
    public static void start(Site site, Handler.WorkerStarter starter) throws IOException {
        if (StateOwner.ownUid() == 0
                && !Files.isDirectory(site.stateDir())
                && StateOwner.of(site.stateDir()).uid() == 0) {
            throw new IOException(StateOwner.isMissing(site.stateDir()));
        }
        if (StateOwner.ownUid() == 0 || mayWrite(site)) {
            starter.start();
        }
    }

    /** The same user leaves behind when it was first {@code found} that one is needed. */
    public static void remember(Site site, ReconcileFindings found) throws IOException {
        if (mayWrite(site)) {
            new WorkerMissingSince(site).remember(found);
        }
    }

    /** Root would leave files of its own there, and lock the event handler out. */
    private static boolean mayWrite(Site site) throws IOException {
        if (StateOwner.ownUid() == 0) {
            return Files.isDirectory(site.stateDir())
                    && StateOwner.of(site.stateDir()).uid() == 0;
        }
        return Files.isWritable(StateOwner.existing(site.directory())); // what is missing is made there
    }
}
