package org.hamail.agent;

import java.io.IOException;
import java.net.SocketOption;
import java.nio.channels.SocketChannel;
import java.nio.file.attribute.UserPrincipal;

/** Whom the agent answers: all whom the mode of the socket lets in, but not root, who would see more than the agent does. */
final class Peers {
    private static final String ROOT = "root";

    /** Of module {@code jdk.net}, which need not be there; its value has a method {@code user}. */
    private static final String CREDENTIALS = "SO_PEERCRED";

    private final String self;

    /** {@code self} is the user whom the agent runs as. */
    Peers(String self) {
        this.self = self;
    }

    boolean areServed(SocketChannel channel) throws IOException {
        return self.equals(ROOT) || !ROOT.equals(user(channel));
    }

    /** Who cannot be told is taken for root. */
    private static String user(SocketChannel channel) throws IOException {
        for (SocketOption<?> option : channel.supportedOptions()) {
            if (option.name().equals(CREDENTIALS)) {
                try {
                    Object peer = channel.getOption(option);
                    Object user = peer.getClass().getMethod("user").invoke(peer);
                    return user instanceof UserPrincipal principal ? principal.getName() : ROOT;
                } catch (ReflectiveOperationException e) {
                    return ROOT;
                }
            }
        }
        return ROOT;
    }
}
