package org.hamail.agent;

import java.io.Closeable;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** The socket at which launchers ask, in the file system, for its owner and the owner's group only. */
final class ControlSocket implements Closeable {
    private static final int QUEUE = 1024;
    private static final long PAUSE_NANOS = 100_000_000;

    private final Path path;
    private final ServerSocketChannel server;

    /** Device and inode of our own socket. */
    private final Optional<Object> key;

    private ControlSocket(Path path, ServerSocketChannel server, Optional<Object> key) {
        this.path = path;
        this.server = server;
        this.key = key;
    }

    /**
     * Opens the socket in place of one that nobody serves any more.
     *
     * @throws IOException with a sentence for people, also when another agent serves there
     */
    static ControlSocket open(Path path) throws IOException {
        requireUnused(path);
        Path directory = path.toAbsolutePath().getParent();
        if (directory == null) {
            throw new IOException(path + " cannot be a socket");
        }
        Files.createDirectories(directory);
        // nobody may connect before the mode is set, so it appears under its name only afterwards
        Path unfinished = directory.resolve(
                "." + path.getFileName() + "." + ProcessHandle.current().pid());
        Files.deleteIfExists(unfinished);
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            server.bind(UnixDomainSocketAddress.of(unfinished), QUEUE);
            Files.setPosixFilePermissions(unfinished, PosixFilePermissions.fromString("rw-rw----"));
            Optional<Object> key = key(unfinished);
            Files.move(unfinished, path, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            return new ControlSocket(path, server, key);
        } catch (IOException | RuntimeException e) {
            server.close();
            Files.deleteIfExists(unfinished);
            throw new IOException("the socket " + path + " cannot be opened: " + e.getMessage(), e);
        }
    }

    private static void requireUnused(Path path) throws IOException {
        if (isServed(path)) {
            throw new IOException("another agent listens on the socket " + path);
        }
        if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)
                && !Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                        .isOther()) {
            throw new IOException(path + " exists and is not a socket; left as it is");
        }
    }

    /** Hands each connection to {@code client} until the socket is closed. */
    void serve(Consumer<SocketChannel> client) {
        while (server.isOpen()) {
            try {
                client.accept(server.accept());
            } catch (ClosedChannelException e) {
                return;
            } catch (IOException e) { // such as too many open files: whoever waits is served when there are fewer
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        if (key(path).equals(key)) { // else another agent serves there by now
            Files.deleteIfExists(path);
        }
    }

    private static Optional<Object> key(Path path) throws IOException {
        try {
            return Optional.ofNullable(Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                    .fileKey());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private static boolean isServed(Path path) {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
            return channel.isConnected();
        } catch (IOException e) {
            return false;
        }
    }
}
