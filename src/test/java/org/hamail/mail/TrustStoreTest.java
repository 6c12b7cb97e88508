package org.hamail.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Authorities of Java that cannot be read are no fault of a server. A Java of its own, because a Java reads them once. */
@Timeout(120)
class TrustStoreTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void trustStoreThatIsCutOffIsBlindness() throws Exception {
        Path whole = Path.of(System.getProperty("java.home"), "lib", "security", "cacerts");
        byte[] bytes = Files.readAllBytes(whole);
        assertBlind(Files.write(folder.resolve("half"), Arrays.copyOf(bytes, bytes.length / 2)));
    }

    @Test
    void aTrustStoreThatIsEmptyIsBlindness() throws Exception {
        assertBlind(Files.write(folder.resolve("empty"), new byte[0]));
    }

    @Test
    void aTrustStoreWithoutAuthoritiesIsBlindness() throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        Path file = folder.resolve("none");
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, new char[0]);
        }
        assertBlind(file);
    }

    private static void assertBlind(Path store) throws IOException, InterruptedException {
        try (var server = new ScriptedServer(List.of("@tls good", "@hang"))) {
            Process check = new ProcessBuilder(
                            System.getProperty("java.home") + "/bin/java",
                            "-Djavax.net.ssl.trustStore=" + store,
                            "-cp",
                            System.getProperty("java.class.path"),
                            "org.hamail.program.CheckMailProtocol",
                            "--protocol=imap",
                            "--hostname=127.0.0.1",
                            "--port=" + server.port(),
                            "--tls=implicit",
                            "--verify",
                            "--timeout=50")
                    .redirectErrorStream(true)
                    .start();
            String output = new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(
                    output.startsWith("IMAP UNKNOWN [blind]: the authorities that this Java trusts cannot be read"),
                    output);
            assertEquals(3, check.waitFor(), output);
        }
    }
}
