package org.hamail.net;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The names of hosts(5). The C library finds no name with a dot at its end there, although the dot only keeps search domains out. */
final class HostsFile {
    private final Path file;

    HostsFile(Path file) {
        this.file = file;
    }

    /** The addresses of {@code name}, written without a dot at its end; none where the file names it not or cannot be read. */
    InetAddress[] addresses(String name) {
        var found = new ArrayList<InetAddress>();
        for (String line : lines()) {
            String[] words = line.replaceFirst("#.*", "").strip().split("\\s+");
            if (Family.isLiteral(words[0]) && names(words, name)) {
                add(words[0], name, found);
            }
        }
        return found.toArray(new InetAddress[0]);
    }

    private List<String> lines() {
        try {
            return Files.readAllLines(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return List.of();
        }
    }

    private static boolean names(String[] words, String name) {
        for (int i = 1; i < words.length; i++) {
            if (words[i].equalsIgnoreCase(name)) {
                return true;
            }
        }
        return false;
    }

    private static void add(String literal, String name, List<InetAddress> found) {
        try {
            found.add(InetAddress.getByAddress(
                    name, InetAddress.getByName(literal).getAddress()));
        } catch (IOException e) {
            return; // a scope that is not here: the C library skips it as well
        }
    }
}
