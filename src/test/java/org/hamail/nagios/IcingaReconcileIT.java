package org.hamail.nagios;

/** With a real Icinga 2. */
class IcingaReconcileIT extends ReconcileStory {
    IcingaReconcileIT() {
        super(new WatchingIcinga());
    }
}
