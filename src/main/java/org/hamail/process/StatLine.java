package org.hamail.process;

import java.util.Optional;

/**
 * The fields of {@code /proc/PID/stat} that matter here.
 *
 * <p>Source: proc_pid_stat(5). The command stands in parentheses and may itself hold blanks, parentheses and line ends,
 * so everything is counted from the last closing one.
 *
 * @param command the name, at most 15 bytes
 * @param state one letter, e.g. {@code S} sleeping, {@code T} stopped, {@code Z} zombie
 * @param flags the kernel's {@code PF_*} bits
 * @param threads how many threads are left
 * @param startTicks when it started, in clock ticks since boot
 */
public record StatLine(long pid, String command, char state, long parent, long flags, long threads, long startTicks) {
    private static final long PF_KTHREAD = 0x0020_0000;
    private static final long KTHREADD = 2;

    // positions behind the command; field 3 of the manual page is the first
    private static final int STATE = 0;
    private static final int PARENT = 1;
    private static final int FLAGS = 6;
    private static final int THREADS = 17;
    private static final int START = 19;

    /** Reads the text of a stat file; empty when it is none. */
    public static Optional<StatLine> parse(long pid, String text) {
        int open = text.indexOf('(');
        int close = text.lastIndexOf(')');
        if (open < 0 || close < open || close + 2 >= text.length()) {
            return Optional.empty();
        }
        String[] fields = text.substring(close + 2).strip().split(" +");
        return fields[STATE].length() == 1
                ? Optional.of(of(pid, text.substring(open + 1, close), fields))
                : Optional.empty();
    }

    private static StatLine of(long pid, String command, String[] fields) {
        return new StatLine(
                pid,
                command,
                fields[STATE].charAt(0),
                number(fields, PARENT),
                number(fields, FLAGS),
                number(fields, THREADS),
                number(fields, START));
    }

    /** Ended, and only waiting to be collected. A leader that ended while other threads run still lives. */
    boolean isDead() {
        return state == 'X' || state == 'x' || (state == 'Z' && threads <= 1);
    }

    boolean isStopped() {
        return state == 'T' || state == 't';
    }

    boolean isKernelThread() {
        return (flags & PF_KTHREAD) != 0 || pid == KTHREADD || parent == KTHREADD;
    }

    private static long number(String[] fields, int position) {
        if (position >= fields.length) {
            return 0;
        }
        try {
            return Long.parseLong(fields[position]);
        } catch (NumberFormatException e) { // unsigned and beyond, or not a number: no figure that we rely on
            return 0;
        }
    }
}
