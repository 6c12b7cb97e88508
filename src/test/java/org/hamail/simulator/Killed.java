package org.hamail.simulator;

/** The program was killed: no handler of exceptions may stop it. */
final class Killed extends Error {
    private static final long serialVersionUID = 1L;

    Killed() {
        super("killed", null, false, false);
    }
}
