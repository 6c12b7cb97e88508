package org.hamail.agent;

/** A run and the thread that it has. */
final class RunningJob {
    private final CheckRun run;
    private final Thread thread;
    private boolean ended;

    RunningJob(CheckRun run, Thread thread) {
        this.run = run;
        this.thread = thread;
    }

    /** An interruption that came too late is meant for nobody else. */
    synchronized void end() {
        ended = true;
        Thread.interrupted();
    }

    synchronized void abandon() {
        if (!ended && run.mayBeAbandoned()) {
            thread.interrupt();
            run.abandon();
        }
    }
}
