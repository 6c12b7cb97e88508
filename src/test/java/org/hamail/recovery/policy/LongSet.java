package org.hamail.recovery.policy;

/** Remembers millions of hashes in little room: open addressing, no boxing. */
final class LongSet {
    private long[] slots = new long[1 << 16];
    private int size;

    /** Whether {@code hash} is new. */
    synchronized boolean add(long hash) {
        long value = hash == 0 ? 1 : hash;
        if (size * 2 > slots.length) {
            grow();
        }
        return put(value);
    }

    synchronized int size() {
        return size;
    }

    private boolean put(long value) {
        int at = (int) (value ^ value >>> 32) & slots.length - 1;
        while (slots[at] != 0) {
            if (slots[at] == value) {
                return false;
            }
            at = at + 1 & slots.length - 1;
        }
        slots[at] = value;
        size++;
        return true;
    }

    private void grow() {
        long[] old = slots;
        slots = new long[old.length * 2];
        size = 0;
        for (long value : old) {
            if (value != 0) {
                put(value);
            }
        }
    }
}
