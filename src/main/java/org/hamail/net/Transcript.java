package org.hamail.net;

import java.util.ArrayList;
import java.util.List;

/** What was said on both sides, as far as it is kept: the first lines, none of them with a secret in it. */
public final class Transcript {
    private static final int LINES = 200;

    private final List<String> lines = new ArrayList<>();
    private final boolean kept;
    private final Secrets secrets;

    public Transcript(boolean kept, Secrets secrets) {
        this.kept = kept;
        this.secrets = secrets;
    }

    public void client(String line) {
        add("C: ", line);
    }

    public void server(String line) {
        add("S: ", line);
    }

    /** Something that happened between the lines, e.g. a handshake. */
    public void note(String what) {
        add("-- ", what);
    }

    public List<String> lines() {
        return List.copyOf(lines);
    }

    private void add(String side, String line) {
        if (!kept || lines.size() > LINES) {
            return;
        }
        lines.add(lines.size() == LINES ? "-- further lines are not shown" : side + secrets.mask(line));
    }
}
