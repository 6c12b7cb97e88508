package org.hamail.simulator;

/** Something that goes wrong, or that people do, at a time. */
record Disturbance(long at, Kind kind, int mail, int server, int choice, long lasts) {
    /** What it is. */
    enum Kind {
        DAEMON_DIES(14),
        DAEMON_HANGS(6),
        DAEMON_FULL(3),
        STORAGE_FAILS(2),
        ADDRESS_CUT(2),
        SERVER_CUT(2),
        NAMES_MUTE(3),
        ENGINE_SILENT(4),
        ANSWERS_LOST(6),
        RESULT_LOST(4),
        ACTION_REFUSED(4),
        MOVE_BREAKS(2),
        MAINTENANCE(2),
        NO_QUORUM(2),
        FOREIGN_CONSTRAINT(2),
        NODE_UNFIT(3),
        CLUSTER_MOVES(2),
        DIRECTORY_AWAY(2),
        DOWNTIME(5),
        HOST_DOWN(3),
        HANDLERS_OFF(2),
        CORE_STALE(3),
        CORE_RELOADS(2),
        REPORTS_LOST(5),
        REPORTS_LATE(4),
        REPORTS_DOUBLED(5),
        WORKER_NOT_STARTED(4),
        KILL(12),
        KILL_IN_WRITE(5),
        STOP(6),
        SLOW(6),
        REBOOT(3),
        CLOCK_STEP(3),
        DISK_FULL(3),
        WRITE_TORN(4),
        SYNC_FAILS(3),
        PAUSE(3),
        RESUME(4),
        OFF(1),
        ON(2),
        ACK(5),
        RESTART(2),
        SWITCH(2);

        final int weight;

        Kind(int weight) {
            this.weight = weight;
        }
    }
}
