package org.hamail.net;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What a protocol says about each line that comes in, before anybody acts on it. */
public interface LineRule {
    /**
     * Looks at a line, without its line end and without control bytes, one character for each byte.
     *
     * @return the line as the reader is to see it, or null when it has been dealt with
     * @throws IOException when such a line cannot stand here; it goes to the reader as it is
     */
    @Nullable
    String pass(String line) throws IOException;

    /** How many raw bytes follow behind {@code line} before it goes on; negative where it is complete. */
    default long literalBehind(String line) {
        return -1;
    }

    /** Looks at a byte of a literal, which is no part of a line. */
    default void inLiteral(int oneByte) {}
}
