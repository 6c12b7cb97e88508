package org.hamail.submit;

/**
 * How many results leave together: what is ready is shared out among the free workers. After a convoy that did not arrive
 * each goes alone for a while, as not everything that listens for NSCA takes more than one result of a connection.
 */
final class BatchSize {
    private static final int ALONE = 64;
    private static final int LONGEST_ALONE = 4096;

    private int next = ALONE;
    private int alone;

    /**
     * @param most that the sink takes
     * @param free workers, of which one asks
     */
    int size(int most, int ready, int free) {
        int share = (ready + free - 1) / free;
        return alone > 0 ? 1 : Math.max(1, Math.min(most, share));
    }

    /** A convoy of this size is with the core. */
    void arrived(int size) {
        if (size > 1) {
            next = ALONE;
        } else if (alone > 0) {
            alone--;
        }
    }

    /** A convoy of this size came back; those that were on their way with it count once. */
    void cameBack(int size) {
        if (size > 1 && alone == 0) {
            alone = next;
            next = Math.min(LONGEST_ALONE, 2 * next);
        }
    }
}
