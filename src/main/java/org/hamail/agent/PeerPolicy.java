package org.hamail.agent;

import java.io.IOException;
import java.net.SocketOption;
import java.nio.channels.SocketChannel;
import java.nio.file.attribute.UserPrincipal;
import java.util.List;
import java.util.Optional;

/**
 * Which users the agent answers, among those whom the mode of the socket lets in. Root sees more than others do, and a file
 * that one user may read another may not: where the answer could differ from that of the peer's own process, or contain what
 * the peer may not read, the peer's own process must give it.
 */
final class PeerPolicy {
    private static final String ROOT = "root";

    /** Of module {@code jdk.net}, which need not be there; its value has a method {@code user}. */
    private static final String CREDENTIALS = "SO_PEERCRED";

    private final String self;

    /** {@code self} is the user whom the agent runs as. */
    PeerPolicy(String self) {
        this.self = self;
    }

    boolean areServed(SocketChannel channel, List<String> words) throws IOException {
        return isServed(peer(channel), words);
    }

    /** @param peer empty when it cannot be told */
    boolean isServed(Optional<String> peer, List<String> words) {
        if (peer.isEmpty() || peer.get().equals(self)) {
            return peer.isPresent();
        }
        // what is recorded decides about restarts: only the handler's own user may say it
        boolean isCheck = !words.isEmpty() && words.get(0).startsWith("check_");
        return isCheck
                && !self.equals(ROOT)
                && !peer.get().equals(ROOT)
                && words.stream().noneMatch(word -> word.contains("/"));
    }

    /** The user at the other end; empty when it cannot be told. */
    Optional<String> peer(SocketChannel channel) throws IOException {
        for (SocketOption<?> option : channel.supportedOptions()) {
            if (option.name().equals(CREDENTIALS)) {
                return user(channel.getOption(option));
            }
        }
        return Optional.empty();
    }

    private static Optional<String> user(Object credentials) {
        try {
            Object user = credentials.getClass().getMethod("user").invoke(credentials);
            return user instanceof UserPrincipal known ? Optional.of(known.getName()) : Optional.empty();
        } catch (ReflectiveOperationException e) {
            return Optional.empty();
        }
    }
}
