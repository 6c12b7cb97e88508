package org.hamail.simulator;

/** Something that goes wrong, or that people do, at a time. */
record Disturbance(long at, Kind kind, int mail, int server, int choice, long lasts) {
    /** What it is. */
    enum Kind {
        DAEMON_DIES(14, 30),
        DAEMON_HANGS(6, 10),
        DAEMON_FULL(3, 4),
        IDLE_DAEMON_FAILS(3, 8),
        STORAGE_FAILS(2, 3),
        ADDRESS_CUT(2, 4),
        SERVER_CUT(2, 4),
        NAMES_MUTE(3, 4),
        ENGINE_SILENT(4, 10),
        ANSWERS_LOST(6, 30),
        RESULT_LOST(4, 10),
        ACTION_REFUSED(4, 8),
        MOVE_BREAKS(2, 3),
        MAINTENANCE(2, 2),
        NO_QUORUM(2, 4),
        FOREIGN_CONSTRAINT(2, 2),
        NODE_UNFIT(3, 4),
        CLUSTER_MOVES(2, 6),
        DIRECTORY_AWAY(2, 6),
        DOWNTIME(5, 3),
        FLEXIBLE_DOWNTIME(3, 3),
        HOST_DOWN(3, 3),
        HANDLERS_OFF(2, 1),
        CORE_STALE(3, 4),
        CORE_RELOADS(2, 4),
        REPORTS_LOST(5, 4),
        REPORTS_LATE(4, 6),
        REPORTS_DOUBLED(5, 20),
        WORKER_NOT_STARTED(4, 4),
        KILL(12, 60),
        KILL_IN_WRITE(5, 30),
        STOP(6, 40),
        SLOW(6, 300),
        REBOOT(3, 3),
        CLOCK_STEP(3, 6),
        DISK_FULL(3, 6),
        WRITE_TORN(4, 60),
        SYNC_FAILS(3, 60),
        PAUSE(3, 1),
        RESUME(4, 8),
        OFF(1, 1),
        ON(2, 4),
        ACK(5, 10),
        RESTART(2, 2),
        SWITCH(2, 2),
        DOWNTIME_OVER(3, 6),
        UPGRADE(3, 1),
        UPGRADE_ABORTED(1, 1),
        /** What waits for a program of a server takes no effect any more. */
        NOTHING_WAITS(0, 0);

        final int weight;
        /** Its weight in a burst. */
        final int inBurst;

        Kind(int weight, int inBurst) {
            this.weight = weight;
            this.inBurst = inBurst;
        }

        /** Whether it waits for so many touches of a program as its choice says. */
        boolean waits() {
            return switch (this) {
                case KILL, STOP, SLOW, KILL_IN_WRITE, WRITE_TORN, SYNC_FAILS -> true;
                default -> false;
            };
        }
    }
}
