package org.hamail.process.sockets;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;

/** What was seen of one client of a server. Looks at the table are numbered; 0 stands for never. */
final class Client {
    /** Whoever is sent away later, and has said nothing, has reached a time limit of the server. */
    private static final Duration SOON = Duration.ofSeconds(30);

    private final Optional<InetAddress> listener;
    private final Optional<Duration> appeared;
    private long inode;
    private boolean waiting;
    private int lastSeen;
    private int accepted;
    private int spoken;
    private int ended;
    private boolean endedSoon;

    /**
     * Nothing is seen of it yet.
     *
     * @param listener the address of the listening socket to which it came; empty where there was none
     * @param appeared the earliest time at which it can have come; empty where it was there before the first look
     */
    Client(Optional<InetAddress> listener, Optional<Duration> appeared) {
        this.listener = listener;
        this.appeared = appeared;
    }

    void see(SocketRow row, int look, Duration at) {
        lastSeen = look;
        waiting = row.isWaiting();
        inode = row.inode() == 0 ? inode : row.inode();
        accepted = first(accepted, row.isAccepted(), look);
        spoken = first(spoken, row.hasSpoken(), look);
        if (row.isEndedByServer() && ended == 0) {
            ended = look;
            endedSoon = appeared.isPresent() && at.minus(appeared.get()).compareTo(SOON) <= 0;
        }
    }

    private static int first(int before, boolean now, int look) {
        return before == 0 && now ? look : before;
    }

    /** Whether {@code row} is a later connection between the same ends. */
    boolean isOtherThan(SocketRow row) {
        boolean otherSocket = inode != 0 && row.inode() != 0 && inode != row.inode();
        return otherSocket || (ended != 0 && !row.isEndedByServer());
    }

    /** Its row is not in the table of {@code look}. */
    void miss(int look) {
        waiting = waiting && lastSeen >= look;
    }

    /** Whether nothing that happened to it is newer than {@code look}. */
    boolean isOlderThan(int look) {
        return lastSeen < look && Math.max(accepted, Math.max(spoken, ended)) <= look;
    }

    Optional<InetAddress> listener() {
        return listener;
    }

    int lastSeen() {
        return lastSeen;
    }

    boolean isWaiting() {
        return waiting;
    }

    boolean isAccepted() {
        return accepted != 0;
    }

    /** Whether the server accepted it after {@code look}; who was quick has left only the end of its connection. */
    boolean becameAccepted(int look) {
        boolean before = (accepted != 0 && accepted <= look) || (ended != 0 && ended <= look);
        return !before && (accepted > look || endedSoon(look));
    }

    /**
     * Whether it was served for the first time after {@code look}: it spoke and was read, or the server ended its connection
     * soon.
     *
     * @param speaksFirst whether clients of this port speak first, as with implicit TLS: then it proves nothing that it did
     */
    boolean becameServed(int look, boolean speaksFirst) {
        boolean before = (!speaksFirst && spoken != 0 && spoken <= look) || (ended != 0 && ended <= look);
        return !before && ((!speaksFirst && spoken > look) || endedSoon(look));
    }

    /** Whether the server ended its connection after {@code look}, after it had said something. */
    boolean endedAfterSpeaking(int look) {
        return ended > look && spoken != 0;
    }

    /** Whether the server ended its connection after {@code look}, sooner than servers do that lose patience. */
    boolean endedSoon(int look) {
        return ended > look && endedSoon;
    }
}
