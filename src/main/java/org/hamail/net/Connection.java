package org.hamail.net;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import org.hamail.net.DeadlineStreams.DeadlineInputStream;
import org.hamail.net.DeadlineStreams.DeadlineOutputStream;
import org.hamail.time.Deadline;

/**
 * One connection with one deadline for all of it. Reads throw {@link NetworkException} and nothing else; at the deadline the
 * connection is closed, whoever holds it.
 */
public final class Connection implements Closeable {
    private final Socket socket;
    private final Deadline deadline;
    private final DeadlineMonitor.Turn turn;
    private final DeadlineInputStream rawInput;
    private InputStream input;
    private OutputStream output;

    private Connection(Socket socket, Deadline deadline) throws IOException {
        this.socket = socket;
        this.deadline = deadline;
        var rawOutput = new DeadlineOutputStream(socket, deadline);
        this.rawInput = new DeadlineInputStream(socket, rawOutput, deadline);
        this.input = rawInput;
        this.output = rawOutput;
        this.turn = DeadlineMonitor.shared().watch(deadline, socket);
    }

    /** Connects to the first of {@code addresses} that takes the call. */
    public static Connection connect(List<InetAddress> addresses, int port, Deadline deadline) throws NetworkException {
        return connect(addresses, port, deadline, new SilentAddresses());
    }

    /** The same; of several addresses those that do not answer are noted in {@code silent}. */
    public static Connection connect(List<InetAddress> addresses, int port, Deadline deadline, SilentAddresses silent)
            throws NetworkException {
        Socket socket = addresses.size() == 1 // no thread for those who need none
                ? callUntil(new BlockingCall(addresses.get(0), port, deadline), deadline)
                : new Connector(addresses, port, deadline, silent).call();
        try {
            return new Connection(socket, deadline);
        } catch (IOException e) {
            throw SocketErrors.whileTalking(e, deadline);
        }
    }

    private static Socket callUntil(BlockingCall call, Deadline deadline) throws NetworkException {
        while (true) {
            try {
                return call.connect();
            } catch (NetworkException fault) {
                if (fault.kind() != NetworkException.Kind.TIMEOUT
                        || deadline.passed()) { // otherwise the kernel gave up
                    throw fault;
                }
            }
        }
    }

    /** Closes every connection that {@code owner} has opened; with an interrupt, what it opens from then on is closed as well. */
    public static void closeThoseOf(Thread owner) {
        DeadlineMonitor.shared().closeThoseOf(owner);
    }

    public Deadline deadline() {
        return deadline;
    }

    public InetAddress localAddress() {
        return socket.getLocalAddress();
    }

    /** Our end of it. */
    public InetSocketAddress localEnd() {
        return new InetSocketAddress(socket.getLocalAddress(), socket.getLocalPort());
    }

    public InetAddress remoteAddress() {
        return socket.getInetAddress();
    }

    /**
     * Waits for the first byte without any buffer, so that thousands of silent servers cost next to nothing.
     *
     * @throws NetworkException CLOSED when the peer ends the stream instead
     */
    public void awaitFirstByte() throws IOException {
        if (!rawInput.awaitFirst()) {
            throw new NetworkException(
                    NetworkException.Kind.CLOSED, "the server closed the connection without sending anything");
        }
    }

    /** What comes in, decrypted once the wire is secured. */
    public InputStream input() {
        return input;
    }

    public OutputStream output() {
        return output;
    }

    /**
     * Goes on in TLS from here; nothing may be waiting to be read.
     *
     * @param host the host that was called, whose name the certificate must bear unless the settings name another one
     * @throws NetworkException TIMEOUT, TLS when the handshake fails in any other way, CERTIFICATE when the server shows a wrong one
     */
    public TlsSession secure(String host, TlsSettings settings) throws IOException {
        TlsLayer layer =
                TlsLayer.over(new ConnectionSocket(this, input, output), host, socket.getPort(), settings, deadline);
        TlsSession session = layer.session();
        input = layer.input();
        output = layer.output();
        return session;
    }

    /** Loads what TLS needs: it takes a while, which is better spent before the server has been asked for the change. */
    public static void prepareTls() throws NetworkException {
        TlsLayer.prepare();
    }

    /**
     * Goes on in TLS once the server has agreed to it in plain text.
     *
     * @throws NetworkException LEFTOVER when there is more in plain text behind its consent; else as {@link #secure}
     */
    public TlsSession upgrade(String host, TlsSettings settings) throws IOException {
        if (waiting() > 0) {
            throw new NetworkException(
                    NetworkException.Kind.LEFTOVER, "unexpected plaintext from the server after its STARTTLS reply");
        }
        return secure(host, settings);
    }

    /** How many bytes wait to be read, as far as is known without waiting. */
    int waiting() throws IOException {
        try {
            return input.available();
        } catch (IOException e) {
            return 0; // the next read tells how it ended
        }
    }

    /** This wire as a socket for a client library, reading from {@code in}; its own time limits are ignored. */
    public Socket asSocket(InputStream in) throws IOException {
        return new ConnectionSocket(this, in, new CurrentOutput());
    }

    @Override
    public void close() throws IOException {
        DeadlineMonitor.shared().end(turn);
        socket.close();
    }

    /** The output as it is at the moment of writing: plain before the change to TLS, encrypted after it. */
    private final class CurrentOutput extends OutputStream {
        @Override
        public void write(int b) throws IOException {
            output().write(b);
        }

        @Override
        public void write(byte[] source, int offset, int length) throws IOException {
            output().write(source, offset, length);
        }

        @Override
        public void flush() throws IOException {
            output().flush();
        }
    }

    /** Those of several addresses of a name that did not answer a call, for people: who asks the other ones only does not see it. */
    public static final class SilentAddresses {
        private final List<String> silent = new ArrayList<>();

        synchronized void add(InetAddress address) {
            String name = address.getHostAddress();
            if (!silent.contains(name)) {
                silent.add(name);
            }
        }

        /** A clause behind a sentence, e.g. {@code , no answer from 192.0.2.1 and 192.0.2.2}; empty when all have answered. */
        public synchronized String clause() {
            if (silent.isEmpty()) {
                return "";
            }
            var names = new StringJoiner(" and ", ", no answer from ", "");
            silent.forEach(names::add);
            return names.toString();
        }
    }

    /**
     * How a connection is secured.
     *
     * @param serverName the name to ask for (SNI, RFC 6066) and to find in the certificate, where it is not the host's
     * @param trust whom the certificate must come from; without it any certificate will do
     */
    public record TlsSettings(Optional<String> serverName, Optional<Trust> trust) {
        /** Encryption without any look at who is there. */
        public static TlsSettings unverified() {
            return new TlsSettings(Optional.empty(), Optional.empty());
        }
    }
}
