package org.hamail.net;

import java.io.IOException;
import java.io.OutputStream;

/** The output of a wire as it is at the moment of writing: plain before the change to TLS, encrypted after it. */
final class CurrentOutput extends OutputStream {
    private final Connection wire;

    CurrentOutput(Connection wire) {
        this.wire = wire;
    }

    @Override
    public void write(int b) throws IOException {
        wire.output().write(b);
    }

    @Override
    public void write(byte[] source, int offset, int length) throws IOException {
        wire.output().write(source, offset, length);
    }

    @Override
    public void flush() throws IOException {
        wire.output().flush();
    }
}
