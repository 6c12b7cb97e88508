package org.hamail.mail.pop3;

import java.io.IOException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** The headers of messages: by TOP, or where the server has none, as it may (RFC 1939 section 7), of the whole message. */
final class PopHeaders {
    /** Octets, beyond which a message is none of a round trip: ours has less than 1 kB, and servers on the way add little. */
    private static final int LONGEST = 1 << 16;

    private final PopConnection client;
    private final BooleanSupplier offersTop;
    private boolean hasTop = true;

    /** {@code offersTop}: whether the server has said so; one that has not is asked all the same. */
    PopHeaders(PopConnection client, BooleanSupplier offersTop) {
        this.client = client;
        this.offersTop = offersTop;
    }

    /** Gives the lines of message {@code number} to {@code lines}, the body behind an empty line; none of one that is too long. */
    void read(int number, Consumer<String> lines) throws IOException {
        if (hasTop) {
            PopReply reply = client.askList("TOP " + number + " 0", lines);
            hasTop = !reply.isRefusal() || reply.isTemporary() || offersTop.getAsBoolean();
            if (hasTop) {
                reply.orFault("TOP");
                return;
            }
        }
        if (size(number) <= LONGEST) {
            client.askList("RETR " + number, lines).orFault("RETR");
        }
    }

    private long size(int number) throws IOException {
        String[] words = client.ask("LIST " + number).orFault("LIST").line().split(" +");
        return words.length > 2 && words[2].matches("[0-9]{1,18}") ? Long.parseLong(words[2]) : Long.MAX_VALUE;
    }
}
