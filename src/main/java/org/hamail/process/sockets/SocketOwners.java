package org.hamail.process.sockets;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.hamail.process.sockets.SocketRow.Endpoint;

/** Which sockets belong to processes of hamail, as far as that may be read: the other end of a probe is no other client. */
final class SocketOwners {
    private static final String SOCKET = "socket:[";
    private static final Pattern PROGRAM = Pattern.compile(
            "org\\.hamail\\.program\\.(CheckMail(Protocol|Daemon|Directory|Ha)|Hamail(Agent)?|HandleMailFault|RecoveryWorker)"
                    + "|(.*/)?(check[-_]mail[-_][a-z]+|hamail(-agent)?|handle-mail-fault)(\\.jar)?");

    private final Path proc;

    SocketOwners(Path proc) {
        this.proc = proc;
    }

    /** The local ends of those of {@code rows} that a process of hamail has; one that cannot be read counts as another's. */
    Set<Endpoint> ofHamail(Collection<SocketRow> rows) {
        Map<Long, Endpoint> wanted = new HashMap<>();
        rows.forEach(row -> wanted.put(row.inode(), row.local()));
        var found = new HashSet<Endpoint>();
        if (!wanted.isEmpty()) {
            collect(wanted, found);
        }
        return found;
    }

    private void collect(Map<Long, Endpoint> wanted, Set<Endpoint> found) {
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(proc, "[0-9]*")) {
            for (Path process : processes) {
                if (isHamail(process)) {
                    collect(process.resolve("fd"), wanted, found);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            return; // what was found until then counts
        }
    }

    private static boolean isHamail(Path process) {
        try {
            String words = Files.readString(process.resolve("cmdline"), StandardCharsets.ISO_8859_1);
            return Arrays.stream(words.split("\0"))
                    .anyMatch(word -> PROGRAM.matcher(word).matches());
        } catch (IOException e) {
            return false;
        }
    }

    private static void collect(Path descriptors, Map<Long, Endpoint> wanted, Set<Endpoint> found) {
        for (long inode : inodes(descriptors)) {
            Endpoint end = wanted.get(inode);
            if (end != null) {
                found.add(end);
            }
        }
    }

    /** The sockets of a process; none where it is gone, or of another user. */
    static List<Long> inodes(Path descriptors) {
        var inodes = new ArrayList<Long>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(descriptors)) {
            for (Path descriptor : all) {
                inodes.add(inode(descriptor));
            }
        } catch (IOException | DirectoryIteratorException e) {
            return inodes;
        }
        return inodes;
    }

    /** -1 for what is no socket. */
    private static long inode(Path descriptor) {
        try {
            String target = Files.readSymbolicLink(descriptor).toString();
            return target.startsWith(SOCKET)
                    ? Long.parseLong(target.substring(SOCKET.length(), target.length() - 1))
                    : -1;
        } catch (IOException | NumberFormatException e) {
            return -1;
        }
    }
}
