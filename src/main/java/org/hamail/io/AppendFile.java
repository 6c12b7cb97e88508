package org.hamail.io;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * A file that grows by whole pieces: one that the disk took only in part is taken off again, so that no reader ever meets
 * half of one. Not for several threads, and nobody else writes to the file.
 */
public final class AppendFile implements Closeable {
    private final FileChannel file;
    private long size;
    private boolean torn;

    /** Appends behind what {@code file}, open for writing, holds. */
    public AppendFile(FileChannel file) throws IOException {
        this.file = file;
        this.size = file.size();
    }

    /**
     * Appends {@code piece}; {@link #force} lets the disk have it.
     *
     * @return where it begins
     * @throws IOException when that failed: nothing of it is there, unless the file {@link #isTorn} now
     */
    public long append(byte[] piece) throws IOException {
        requireWhole();
        long begin = size;
        try {
            size = write(piece, begin);
            return begin;
        } catch (IOException e) {
            takeOff(begin);
            throw e;
        }
    }

    private void requireWhole() throws IOException {
        if (torn) {
            takeOff(size);
        }
        if (torn) {
            throw new IOException("a piece that was written only in part stands at the end of the file");
        }
    }

    /** Where it ends. */
    private long write(byte[] piece, long begin) throws IOException {
        ByteBuffer rest = ByteBuffer.wrap(piece);
        long at = begin;
        while (rest.hasRemaining()) {
            at += file.write(rest, at);
        }
        return at;
    }

    /** Takes off everything from {@code begin} on, as of a piece that the disk does not take. */
    public void takeOff(long begin) {
        try {
            file.truncate(begin);
            size = begin;
            torn = false;
        } catch (IOException e) {
            torn = true;
        }
    }

    /** Whether a part of a piece stands at the end and could not be taken off. */
    public boolean isTorn() {
        return torn;
    }

    public long size() {
        return size;
    }

    /** Lets the disk have all that was appended. */
    public void force() throws IOException {
        file.force(true);
    }

    /** Fills {@code buffer} with the bytes from {@code from} on. */
    public void read(long from, ByteBuffer buffer) throws IOException {
        FileBytes.read(file, from, buffer);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
