package org.hamail.simulator;

import java.util.Deque;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A thread that carries one program after the other. */
final class Carrier extends Thread {
    private volatile @Nullable Program next;

    Carrier(Deque<Carrier> idle) {
        super("simulated program");
        setDaemon(true);
        start();
    }

    void carry(Program program) {
        next = program;
        LockSupport.unpark(this);
    }

    @Override
    public void run() {
        while (true) {
            Program program = next;
            if (program == null) {
                LockSupport.park(this);
            } else {
                next = null;
                program.clockwork.carry(program, this);
            }
        }
    }
}
