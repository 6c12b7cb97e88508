package org.hamail.process.sockets;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How the server's machine does, as far as it can be read: processes that wait for a disk, pressure, connections that the kernel
 * dropped because nobody accepted them. Source: proc(5), the kernel's Documentation/accounting/psi.rst.
 */
final class MachineState {
    private final Path proc;
    private final OptionalLong overflowsBefore;

    private final ListenerTime listeners;

    private MachineState(Path proc, int port) {
        this.proc = proc;
        this.overflowsBefore = overflows();
        this.listeners = ListenerTime.now(proc, port);
    }

    /** The state now, of the machine and of whoever listens at {@code port}, to be compared with a later one. */
    static MachineState now(Path proc, int port) {
        return new MachineState(proc, port);
    }

    /** A fact a line, only those that can be read. */
    List<String> facts() {
        var facts = new ArrayList<String>();
        listeners.fact().ifPresent(facts::add);
        int waiting = waitingForDisk();
        if (waiting >= 0) {
            facts.add(waiting + (waiting == 1 ? " process" : " processes") + " in state D (waiting for a device)");
        }
        List.of("cpu", "io", "memory").forEach(kind -> pressure(kind, facts));
        dropped().ifPresent(facts::add);
        return facts;
    }

    private Optional<String> dropped() {
        OptionalLong now = overflows();
        return now.isPresent() && overflowsBefore.isPresent()
                ? Optional.of("connections dropped because a listener's queue was full (all ports): "
                        + (now.getAsLong() - overflowsBefore.getAsLong()))
                : Optional.empty();
    }

    private void pressure(String kind, List<String> facts) {
        try {
            Files.readAllLines(proc.resolve("pressure").resolve(kind), StandardCharsets.ISO_8859_1).stream()
                    .filter(line -> line.startsWith("some "))
                    .findFirst()
                    .ifPresent(line -> facts.add("pressure " + kind + ": " + line));
        } catch (IOException e) {
            return; // a kernel without it
        }
    }

    /** -1 where the processes cannot be listed. */
    private int waitingForDisk() {
        int count = 0;
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(proc, "[0-9]*")) {
            for (Path process : processes) {
                count += isWaitingForDisk(process) ? 1 : 0;
            }
            return count;
        } catch (IOException | DirectoryIteratorException e) {
            return -1;
        }
    }

    private static boolean isWaitingForDisk(Path process) {
        try {
            String stat = Files.readString(process.resolve("stat"), StandardCharsets.ISO_8859_1);
            return stat.startsWith(" D ", stat.lastIndexOf(')') + 1);
        } catch (IOException e) {
            return false; // gone
        }
    }

    /** The column ListenOverflows of the group TcpExt: a line of names, a line of numbers. */
    private OptionalLong overflows() {
        try {
            List<String> lines = Files.readAllLines(proc.resolve("net/netstat"), StandardCharsets.ISO_8859_1).stream()
                    .filter(line -> line.startsWith("TcpExt:"))
                    .toList();
            List<String> names = List.of(lines.get(0).split(" "));
            return OptionalLong.of(Long.parseLong(lines.get(1).split(" ")[names.indexOf("ListenOverflows")]));
        } catch (IOException | IndexOutOfBoundsException | NumberFormatException e) {
            return OptionalLong.empty();
        }
    }
}
