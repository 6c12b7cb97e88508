package org.hamail.net;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostsFileTest {
    @TempDir
    Path folder = Path.of("");

    @Test
    void allAddressesOfANameInTheirOrder() throws IOException {
        Path file = Files.writeString(
                folder.resolve("hosts"),
                "# 192.0.2.9 mail1\n\n192.0.2.1\tMail1.example.org  mail1 # mail2\n::1 mail1\nx mail1\n192.0.2.3\n");
        assertEquals(List.of("192.0.2.1", "0:0:0:0:0:0:0:1"), addresses(file, "mail1"));
        assertEquals(List.of("192.0.2.1"), addresses(file, "mail1.EXAMPLE.org"));
        assertEquals(List.of(), addresses(file, "mail2"));
        assertEquals(List.of(), addresses(folder.resolve("missing"), "mail1"));
    }

    @Test
    void aDotAtTheEndIsNoOtherName() throws IOException {
        InetAddress[] found = Resolver.NameService.system().lookUp("localhost.");
        assertArrayEquals(new byte[] {127, 0, 0, 1}, found[0].getAddress());
    }

    @Test
    void anUnknownNameStaysUnknown() {
        assertThrows(
                UnknownHostException.class, () -> Resolver.NameService.system().lookUp("nowhere.invalid."));
    }

    private static List<String> addresses(Path file, String name) {
        return Arrays.stream(new HostsFile(file).addresses(name))
                .map(InetAddress::getHostAddress)
                .toList();
    }
}
