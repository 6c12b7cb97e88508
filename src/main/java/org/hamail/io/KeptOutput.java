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
    String text(Duration limit) {
        try {
            join(Math.max(1, limit.toMillis()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        synchronized (this) {
            byte[] all = bytes.toByteArray();
            return new String(all, 0, wholeCharacters(all), StandardCharsets.UTF_8).strip();
        }
    }

    /** The limit may lie in the middle of a character, whose first bytes are left out then. */
    private int wholeCharacters(byte[] all) {
        int begin = all.length;
        while (begin > 0 && all.length - begin < 3 && (all[begin - 1] & 0xc0) == 0x80) {
            begin--;
        }
        if (all.length < limit || begin == 0) {
            return all.length;
        }
        int first = all[begin - 1] & 0xff;
        int length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc0 ? 2 : 1;
        return all.length - begin + 1 < length ? begin - 1 : all.length;
    }
}
