package org.hamail.submit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import org.hamail.io.SecretFile;
import org.hamail.model.NscaEncryption;
import org.junit.jupiter.api.Test;

/** The agent's jar holds a part of BouncyCastle only: what the ciphers of NSCA need. */
final class AgentJarIT {
    private static final File JAR = new File("target/hamail-agent.jar");

    @Test
    void everyCipherWorksInShadedJar() throws Exception {
        byte[] vector = new byte[128];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = (byte) (i * 7);
        }
        try (var loader = new URLClassLoader(new URL[] {JAR.toURI().toURL()}, ClassLoader.getPlatformClassLoader())) {
            Class<?> secret = loader.loadClass("org.hamail.io.SecretFile");
            Class<?> encryptions = loader.loadClass("org.hamail.model.NscaEncryption");
            Class<?> ciphers = loader.loadClass("org.hamail.submit.NscaCipher");
            Method encrypt = ciphers.getDeclaredMethod("encrypt", encryptions, List.class, byte[].class, secret);
            encrypt.setAccessible(true);
            Object none = secret.getMethod("none").invoke(null);
            for (NscaEncryption cipher : NscaEncryption.values()) {
                Object same = encryptions.getMethod("valueOf", String.class).invoke(null, cipher.name());
                assertArrayEquals(
                        NscaCipher.encrypt(cipher, List.of(new byte[720], new byte[720]), vector, SecretFile.none()),
                        (byte[]) encrypt.invoke(null, same, List.of(new byte[720], new byte[720]), vector, none),
                        cipher::toString);
            }
        }
    }

    @Test
    void noSecurityProviderComesWithIt() throws Exception {
        try (var jar = new JarFile(JAR)) {
            assertEquals(
                    "",
                    jar.stream()
                            .map(entry -> entry.getName())
                            .filter(name -> name.matches("META-INF/services/java\\.security.*")
                                    || name.matches("org/bouncycastle/(jce|jcajce|pqc|x509|cert|pkix).*"))
                            .collect(Collectors.joining("\n")));
        }
        assertTrue(JAR.length() < 5_000_000, JAR.length() + " bytes"); // the whole provider alone has 8.9 MB
    }
}
