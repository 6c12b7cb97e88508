package org.hamail.net;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.StandardConstants;
import javax.net.ssl.TrustManager;
import org.hamail.net.Connection.TlsSettings;
import org.hamail.net.NetworkException.Kind;
import org.hamail.time.Deadline;
import org.jspecify.annotations.Nullable;

/**
 * TLS over a wire. The handshake takes any certificate; who it belongs to is checked right behind it, before anything is
 * said, so that a wrong certificate and a failed handshake can be told apart.
 */
final class TlsLayer {
    private final SSLSocket socket;
    private final Deadline deadline;
    private final RecordingTrustManager shown;
    private final ClientCertificate wanted;
    private List<X509Certificate> used = List.of();

    private TlsLayer(SSLSocket socket, Deadline deadline, RecordingTrustManager shown, ClientCertificate wanted) {
        this.socket = socket;
        this.deadline = deadline;
        this.shown = shown;
        this.wanted = wanted;
    }

    /** Loads what a handshake needs. */
    static void prepare() throws NetworkException {
        context(new RecordingTrustManager(), new ClientCertificate()).createSSLEngine();
    }

    private static SSLContext context(RecordingTrustManager shown, ClientCertificate wanted) throws NetworkException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(new KeyManager[] {wanted}, new TrustManager[] {shown}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new NetworkException(Kind.LOCAL, "this Java has no TLS: " + e.getMessage(), e);
        }
    }

    /** Shakes hands over {@code plain}, whose streams keep the deadline. */
    static TlsLayer over(Socket plain, String host, int port, TlsSettings settings, Deadline deadline)
            throws NetworkException {
        String name = settings.serverName().orElse(host);
        var shown = new RecordingTrustManager();
        var wanted = new ClientCertificate();
        try {
            var socket = (SSLSocket) context(shown, wanted).getSocketFactory().createSocket(plain, host, port, true);
            socket.setSSLParameters(asking(socket.getSSLParameters(), name));
            socket.startHandshake();
            var layer = new TlsLayer(socket, deadline, shown, wanted);
            layer.verify(name, settings);
            return layer;
        } catch (IOException e) {
            throw fault(e, "the handshake failed" + wanted.clause(), deadline);
        }
    }

    private static SSLParameters asking(SSLParameters parameters, String name) {
        parameters.setServerNames(Family.isLiteral(name) ? List.of() : names(name));
        return parameters;
    }

    private static List<SNIServerName> names(String name) {
        String bare = HostName.bare(name);
        return bare.isEmpty() ? List.of() : List.of(new ServerName(bare));
    }

    /** The name that a server is asked for, RFC 6066 section 3. The platform's own type takes no underscore. */
    private static final class ServerName extends SNIServerName {
        ServerName(String name) {
            super(StandardConstants.SNI_HOST_NAME, name.getBytes(StandardCharsets.US_ASCII));
        }
    }

    private void verify(String name, TlsSettings settings) throws NetworkException {
        if (settings.trust().isPresent()) {
            if (shown.chain().length == 0) {
                throw new NetworkException(Kind.CERTIFICATE, "the server sent no certificate");
            }
            used = settings.trust().get().check(shown.chain(), shown.authType());
            new PeerName(shown.chain()[0]).check(name);
        }
    }

    TlsSession session() {
        return new TlsSession(
                socket.getSession().getProtocol(),
                socket.getSession().getCipherSuite(),
                used.isEmpty() ? List.of(shown.chain()) : used);
    }

    InputStream input() throws NetworkException {
        try {
            return new Input(socket.getInputStream());
        } catch (IOException e) {
            throw fault(e, "the connection failed" + wanted.clause(), deadline);
        }
    }

    OutputStream output() throws NetworkException {
        try {
            return new Output(socket.getOutputStream());
        } catch (IOException e) {
            throw fault(e, "the connection failed" + wanted.clause(), deadline);
        }
    }

    /** What went wrong below TLS counts, unless it is an ordinary end: that one is TLS's own affair. */
    private static NetworkException fault(IOException error, String what, Deadline deadline) {
        for (@Nullable Throwable e = error; e != null; e = e.getCause()) {
            if (e instanceof NetworkException fault && fault.kind() != Kind.RESET) {
                return fault;
            }
        }
        if (deadline.passed()) {
            return NetworkException.timeout();
        }
        return new NetworkException(Kind.TLS, "TLS: " + what + ": " + reason(error), error);
    }

    /** Newer Javas put the name of the alert before the sentence; it says nothing more, and all of them shall say the same. */
    private static String reason(IOException error) {
        String reason = String.valueOf(error.getMessage()).replaceFirst("^\\([a-z_]+\\) ", "");
        return reason.startsWith("Unsupported or unrecognized SSL message") ? NetworkException.NOT_TLS : reason;
    }

    /** What comes in, decrypted. */
    private final class Input extends InputStream {
        private final InputStream in;

        Input(InputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            try {
                return in.read(target, offset, length);
            } catch (IOException e) {
                throw readFault(e);
            }
        }

        private NetworkException readFault(IOException error) {
            for (@Nullable Throwable e = error; e != null; e = e.getCause()) {
                if (e instanceof NetworkException fault) {
                    return fault;
                }
            }
            return fault(error, "the connection failed" + wanted.clause(), deadline);
        }

        @Override
        public int available() throws IOException {
            return in.available();
        }
    }

    /** What goes out, encrypted; as without TLS, the next read tells how it ended. */
    private final class Output extends OutputStream {
        private final OutputStream out;

        Output(OutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] source, int offset, int length) throws IOException {
            try {
                out.write(source, offset, length);
            } catch (IOException e) {
                if (deadline.passed()) {
                    throw NetworkException.timeout();
                }
            }
        }
    }
}
