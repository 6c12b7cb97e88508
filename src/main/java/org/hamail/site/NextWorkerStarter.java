package org.hamail.site;

import java.io.IOException;
import java.nio.file.Path;
import org.hamail.recovery.ConfigurationInForce;
import org.hamail.recovery.Handler;
import org.hamail.recovery.Site;

/** Who starts the worker that goes on with another configuration. */
@FunctionalInterface
public interface NextWorkerStarter {
    Handler.WorkerStarter of(Site site, Path configuration);

    /** Work by what {@code read} has seen; a successor goes on when that has changed. */
    default ConfigurationInForce inForce(ConfigurationHash read, Site site, Path configuration) {
        Handler.WorkerStarter successor = of(site, configuration);
        return new ConfigurationInForce() {
            @Override
            public boolean hasChanged() {
                return read.hasChanged();
            }

            @Override
            public void startNextWorker() throws IOException {
                successor.start();
            }
        };
    }
}
