package org.hamail.net;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketImpl;
import org.jspecify.annotations.Nullable;

/** A wire in the dress of a socket, for libraries that want one. It is always connected and has no time limit to set. */
@SuppressWarnings("UnsynchronizedOverridesSynchronized") // it has no state to guard
final class ConnectionSocket extends Socket {
    private static final @Nullable SocketImpl NO_IMPLEMENTATION = null;

    private final Connection wire;
    private final InputStream in;
    private final OutputStream out;

    @SuppressWarnings("NullAway") // the platform allows no implementation where every method is overridden
    ConnectionSocket(Connection wire, InputStream in, OutputStream out) throws IOException {
        super(NO_IMPLEMENTATION);
        this.wire = wire;
        this.in = in;
        this.out = out;
    }

    @Override
    public InputStream getInputStream() {
        return in;
    }

    @Override
    public OutputStream getOutputStream() {
        return out;
    }

    @Override
    public InetAddress getInetAddress() {
        return wire.remoteAddress();
    }

    @Override
    public boolean isConnected() {
        return true;
    }

    @Override
    public boolean isBound() {
        return true;
    }

    @Override
    public void setSoTimeout(int millis) {
        // each read has what remains until the deadline
    }

    @Override
    public int getSoTimeout() {
        return 0;
    }

    @Override
    public void setTcpNoDelay(boolean on) {
        // is on
    }

    @Override
    public void shutdownInput() {
        // a peer that has ended its side needs no further word
    }

    @Override
    public void shutdownOutput() {
        // as above
    }

    @Override
    public void close() throws IOException {
        wire.close();
    }
}
