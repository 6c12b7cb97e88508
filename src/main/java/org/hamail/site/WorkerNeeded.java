package org.hamail.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.hamail.recovery.FirstSight;
import org.hamail.recovery.Handler;
import org.hamail.recovery.Reconciler;
import org.hamail.recovery.Site;

/** Starts a worker for somebody who only looked. */
public final class WorkerNeeded {
    private WorkerNeeded() {}

    /** Starts one of {@code site}; a user who may not act there does nothing, and says nothing of it. */
    public static void start(Site site, Handler.WorkerStarter starter) throws IOException {
        if (mayAct(site)) {
            starter.start();
        }
    }

    /** The same user leaves behind when it was first {@code found} that one is needed. */
    public static void remember(Site site, Reconciler.Findings found) throws IOException {
        if (mayAct(site)) {
            new FirstSight(site).remember(found);
        }
    }

    /** Root would leave files of its own there, and lock the event handler out. */
    private static boolean mayAct(Site site) throws IOException {
        if (!Files.isDirectory(site.stateDir())) {
            return false;
        }
        if (StateOwner.ownUid() == 0) {
            return StateOwner.of(site.stateDir()).uid() == 0;
        }
        Path own = site.directory();
        return Files.isWritable(Files.exists(own) ? own : site.stateDir());
    }
}
