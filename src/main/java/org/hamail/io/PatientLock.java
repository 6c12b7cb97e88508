package org.hamail.io;

import java.io.IOException;

/** A channel of a file system that waits for its lock with a time limit itself, which those of the system cannot. */
public interface PatientLock {
    /** Whether the lock of the whole file could be had within {@code nanos}. */
    boolean lockWithin(long nanos) throws IOException;
}
