package org.hamail.nagios;

/** With a real Nagios. */
class NagiosReconcileIT extends ReconcileStory {
    NagiosReconcileIT() {
        super(new WatchingNagios());
    }
}
