package org.hamail.mail;

import java.time.Duration;
import org.hamail.probe.Phase;
import org.hamail.probe.Phase.Progress;
import org.hamail.time.Deadline.Ticker;

/** A clock that stands still until a scripted server lets time pass, while the probe waits for it. */
public final class PassingTime implements Ticker, Progress {
    private long now;
    private Phase phase = Phase.RESOLVE;

    @Override
    public synchronized long nanos() {
        return now;
    }

    @Override
    public synchronized void entered(Phase next) {
        phase = next;
        notifyAll();
    }

    /** Lets {@code time} pass once the probe has its connection. */
    synchronized void pass(Duration time) throws InterruptedException {
        while (phase == Phase.RESOLVE || phase == Phase.CONNECT) {
            wait();
        }
        now += time.toNanos();
    }
}
