package org.hamail.recovery.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;

/** A file on a disk that takes ten bytes, then fails at everything until it is {@code healthy} again. */
final class FailingDisk extends FileChannel {
    boolean healthy;
    /** Syncs fail, whatever {@code healthy} says. */
    boolean noSync;

    int syncs;
    private long size;

    @Override
    public long size() {
        return size;
    }

    @Override
    public int write(ByteBuffer source, long position) throws IOException {
        int count = healthy ? source.remaining() : 10;
        if (!healthy && size > 0) {
            throw new IOException("No space left on device");
        }
        source.position(source.position() + count);
        size = Math.max(size, position + count);
        return count;
    }

    @Override
    public FileChannel truncate(long newSize) throws IOException {
        if (!healthy) {
            throw new IOException("Input/output error");
        }
        size = Math.min(size, newSize);
        return this;
    }

    @Override
    public void force(boolean metaData) throws IOException {
        if (noSync) {
            throw new IOException("Input/output error");
        }
        syncs++;
    }

    @Override
    protected void implCloseChannel() throws IOException {
        throw new IOException("Input/output error");
    }

    @Override
    public int read(ByteBuffer target) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long read(ByteBuffer[] targets, int offset, int length) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int write(ByteBuffer source) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long write(ByteBuffer[] sources, int offset, int length) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long position() {
        throw new UnsupportedOperationException();
    }

    @Override
    public FileChannel position(long newPosition) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long transferTo(long position, long count, WritableByteChannel target) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long transferFrom(ReadableByteChannel source, long position, long count) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int read(ByteBuffer target, long position) {
        throw new UnsupportedOperationException();
    }

    @Override
    public MappedByteBuffer map(MapMode mode, long position, long length) {
        throw new UnsupportedOperationException();
    }

    @Override
    public FileLock lock(long position, long length, boolean shared) {
        throw new UnsupportedOperationException();
    }

    @Override
    public FileLock tryLock(long position, long length, boolean shared) {
        throw new UnsupportedOperationException();
    }
}
