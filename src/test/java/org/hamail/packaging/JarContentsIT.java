package org.hamail.packaging;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What each jar carries besides its classes, and the list of what is in them. */
class JarContentsIT {
    private static final Path BUILT = Path.of("target");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "check-mail-daemon",
                "check-mail-protocol",
                "check-mail-directory",
                "check-mail-ha",
                "handle-mail-fault",
                "hamail",
                "hamail-agent"
            })
    void jarHasLicenceAndNotice(String name) throws IOException {
        try (var jar = new JarFile(BUILT.resolve(name + ".jar").toFile())) {
            assertArrayEquals(Files.readAllBytes(LicenceTest.LICENSE), entry(jar, "META-INF/LICENSE"));
            assertArrayEquals(Files.readAllBytes(LicenceTest.NOTICE), entry(jar, "META-INF/NOTICE"));
        }
    }

    @Test
    void billOfMaterialsListsLibrariesWithTheirLicences() throws IOException {
        JsonObject bill = JsonParser.parseString(Files.readString(BUILT.resolve("hamail.cdx.json")))
                .getAsJsonObject();
        assertEquals("CycloneDX", bill.get("bomFormat").getAsString());
        var listed = new TreeSet<String>();
        for (JsonElement element : bill.getAsJsonArray("components")) {
            JsonObject component = element.getAsJsonObject();
            listed.add(component.get("name").getAsString());
            JsonArray licences = component.getAsJsonArray("licenses");
            assertTrue(licences != null && !licences.isEmpty(), component::toString);
        }
        assertEquals(LicenceTest.libraries(), listed);
    }

    /** It only reads what the journal says: whatever acts or probes would make the jar of a check twice as large. */
    @Test
    void checkOfRecoveryHasNothingThatActs() throws IOException {
        try (var jar = new JarFile(BUILT.resolve("check-mail-ha.jar").toFile())) {
            assertEquals(
                    List.of(),
                    jar.stream()
                            .map(ZipEntry::getName)
                            .filter(name -> name.endsWith(".class") && !name.endsWith("package-info.class"))
                            .filter(name -> name.startsWith("org/hamail/recovery/engine/pacemaker/")
                                    || name.startsWith("org/hamail/mail/imap/"))
                            .toList());
        }
    }

    private static byte[] entry(JarFile jar, String name) throws IOException {
        ZipEntry entry = jar.getEntry(name);
        assertNotNull(entry, jar.getName() + " has no " + name);
        try (InputStream in = jar.getInputStream(entry)) {
            return in.readAllBytes();
        }
    }
}
