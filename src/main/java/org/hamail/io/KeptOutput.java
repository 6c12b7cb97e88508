package org.hamail.io;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Reads to the end, keeps the beginning: a command must neither block on a full pipe nor fill our memory. */
final class KeptOutput extends Thread {
    private final InputStream in;
    private final int limit;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    KeptOutput(InputStream in, int limit) {
        super("command output");
        this.in = in;
        this.limit = limit;
        setDaemon(true);
    }

    @Override
    public void run() {
        byte[] buffer = new byte[4096];
        try {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                keep(buffer, count);
            }
        } catch (IOException e) {
            return; // the command was ended; what came until then is kept
        }
    }

    private synchronized void keep(byte[] read, int count) {
        bytes.write(read, 0, Math.min(count, limit - bytes.size()));
    }

    /** What came so far; a daemon that the command started may keep the stream open for ever. */
    String text(Duration patience) {
        try {
            join(Math.max(1, patience.toMillis()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        synchronized (this) {
            return bytes.toString(StandardCharsets.UTF_8).strip();
        }
    }
}
