package org.hamail.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLSocket;
import org.hamail.net.Connection.TlsSettings;
import org.hamail.support.TestTls;
import org.hamail.time.Deadline;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ClientCertificateTest {
    private static final InetAddress HERE = InetAddress.getLoopbackAddress();

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void aServerThatWantsAClientCertificateIsSaidToHaveAskedForOne(String version) throws Exception {
        try (ServerSocket server = new ServerSocket(0, 5, HERE);
                Connection wire = Connection.connect(
                        List.of(HERE), server.getLocalPort(), Deadline.after(Duration.ofSeconds(50)))) {
            CompletableFuture<Void> refusal = CompletableFuture.runAsync(() -> refuse(server, version));
            NetworkException fault = assertThrows(NetworkException.class, () -> {
                wire.secure("localhost", TlsSettings.unverified());
                wire.input().read();
            });
            refusal.get();
            assertEquals(NetworkException.Kind.TLS, fault.kind(), fault.getMessage());
            assertTrue(
                    String.valueOf(fault.getMessage()).contains("the server asked for a client certificate"),
                    fault.getMessage());
        }
    }

    private static void refuse(ServerSocket server, String version) {
        try (Socket plain = server.accept();
                var socket = (SSLSocket) TestTls.context(TestTls.identity("good"))
                        .getSocketFactory()
                        .createSocket(plain, null, plain.getPort(), true)) {
            socket.setUseClientMode(false);
            socket.setNeedClientAuth(true);
            socket.setEnabledProtocols(new String[] {version});
            socket.startHandshake();
        } catch (IOException e) {
            // as it must be
        }
    }
}
