package org.hamail.simulator;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import org.hamail.io.FileLock.PatientLock;
import org.jspecify.annotations.Nullable;

/** An open file of a program. */
final class DiskChannel extends FileChannel implements PatientLock {
    private final DiskView view;
    private final Disk.Inode inode;
    private final boolean writable;
    private final boolean append;
    private final boolean directory;
    private long position;
    private boolean locked;

    DiskChannel(DiskView view, Disk.Inode inode, boolean writable, boolean append, boolean directory) {
        this.view = view;
        this.inode = inode;
        this.writable = writable;
        this.append = append;
        this.directory = directory;
    }

    @Override
    public long size() {
        return inode.size;
    }

    @Override
    public int read(ByteBuffer target, long from) {
        if (from >= inode.size) {
            return -1;
        }
        int count = (int) Math.min(target.remaining(), inode.size - from);
        target.put(inode.bytes, (int) from, count);
        return count;
    }

    @Override
    public int read(ByteBuffer target) {
        int count = read(target, position);
        position += Math.max(0, count);
        return count;
    }

    @Override
    public int write(ByteBuffer source, long at) throws IOException {
        if (!writable) {
            throw new NonWritableChannelException();
        }
        view.step();
        byte[] data = new byte[source.remaining()];
        source.get(data);
        int room = view.disk().room(data.length);
        inode.write(data, room, at);
        if (view.isKilledHere()) { // in the middle of a write
            inode.size = (int) Math.min(inode.size, at + view.disk().tear.of(room));
            throw new Killed();
        }
        if (room < data.length) {
            throw new IOException("No space left on device");
        }
        return data.length;
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        int count = write(source, append ? inode.size : position);
        position += count;
        return count;
    }

    @Override
    public FileChannel truncate(long size) throws IOException {
        view.step();
        if (view.disk().room(16) < 16) {
            throw new IOException("Input/output error");
        }
        inode.size = (int) Math.min(inode.size, size);
        inode.version++;
        inode.synced = Math.min(inode.synced, inode.size);
        return this;
    }

    @Override
    public void force(boolean metaData) throws IOException {
        view.step();
        if (!directory) {
            view.disk().sync(inode);
        }
    }

    @Override
    public boolean lockWithin(long nanos) throws IOException {
        locked = view.disk().lockWithin(inode, view.program(), nanos);
        return locked;
    }

    @Override
    public @Nullable FileLock tryLock(long from, long length, boolean shared) throws IOException {
        view.step();
        locked = view.disk().tryLock(inode, view.program());
        return locked ? new Held(this) : null;
    }

    private static final class Held extends FileLock {
        Held(FileChannel channel) {
            super(channel, 0, Long.MAX_VALUE, false);
        }

        @Override
        public boolean isValid() {
            return true;
        }

        @Override
        public void release() {}
    }

    @Override
    protected void implCloseChannel() {
        if (locked && !view.isGone()) {
            view.disk().unlock(inode, view.program());
        }
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public FileChannel position(long fresh) {
        position = fresh;
        return this;
    }

    @Override
    public FileLock lock(long from, long length, boolean shared) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long read(ByteBuffer[] targets, int offset, int length) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long write(ByteBuffer[] sources, int offset, int length) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long transferTo(long from, long count, WritableByteChannel target) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long transferFrom(ReadableByteChannel source, long from, long count) {
        throw new UnsupportedOperationException();
    }

    @Override
    public MappedByteBuffer map(MapMode mode, long from, long size) {
        throw new UnsupportedOperationException();
    }
}
