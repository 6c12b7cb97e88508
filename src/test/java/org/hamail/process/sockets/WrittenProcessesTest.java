package org.hamail.process.sockets;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.hamail.process.sockets.SocketRow.Endpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which processes have which sockets, in a folder like {@code /proc}. */
class WrittenProcessesTest {
    private static final int LISTENER = 4711;

    @TempDir
    Path proc = Path.of("/nonexistent");

    private void process(int pid, String words, long inode) throws IOException {
        Path folder = proc.resolve(String.valueOf(pid));
        Files.createDirectories(folder.resolve("fd"));
        Files.writeString(folder.resolve("cmdline"), words.replace(' ', '\0'));
        Files.createSymbolicLink(folder.resolve("fd/0"), Path.of("/dev/null"));
        Files.createSymbolicLink(folder.resolve("fd/3"), Path.of("socket:[" + inode + "]"));
        time(pid, 'S', 100, 20);
    }

    private void time(int pid, char state, int user, int system) throws IOException {
        Files.writeString(
                proc.resolve(pid + "/stat"),
                pid + " (imap-login (x) ) " + state + " 1 1 1 0 -1 4194560 0 0 0 0 " + user + " " + system
                        + " 0 0 20 0 1");
    }

    @ParameterizedTest
    @CsvSource({
        "java -jar /usr/share/hamail/check-mail-protocol.jar -P imap, true",
        "java -cp a org.hamail.program.HamailAgent, true",
        "java -jar hamail-agent.jar, true",
        "java -jar other.jar /etc/hamail/hamail.yaml, false",
        "/usr/lib/nagios/plugins/check_imap, false"
    })
    void whoseConnectionItIs(String words, boolean isHamail) throws IOException {
        new WrittenTable(proc).accepted("192.0.2.1", "192.0.2.1", 5000).write();
        process(77, words, 5000);
        List<SocketRow> rows = new SocketTable(proc).atPorts(port -> port == WrittenTable.PORT);
        Endpoint end = new Endpoint(InetAddress.getByName("192.0.2.1"), WrittenTable.PORT);
        assertEquals(isHamail ? Set.of(end) : Set.of(), new SocketOwners(proc).ofHamail(rows));
    }

    @Test
    void machineStateIsDescribedAsReadable() throws IOException {
        new WrittenTable(proc).listens("0.0.0.0", 0).write();
        process(77, "imap-login", LISTENER);
        process(78, "imap-login", LISTENER);
        process(79, "imap", 1);
        Files.writeString(proc.resolve("net/netstat"), "TcpExt: SyncookiesSent ListenOverflows\nTcpExt: 1 5\n");
        MachineState state = MachineState.now(proc, WrittenTable.PORT);
        time(77, 'S', 130, 25);
        time(79, 'D', 900, 900);
        Files.createDirectory(proc.resolve("pressure"));
        Files.writeString(
                proc.resolve("pressure/io"), "some avg10=1.00 avg60=2.00 avg300=3.00 total=4\nfull avg10=0.00\n");
        Files.writeString(proc.resolve("net/netstat"), "TcpExt: SyncookiesSent ListenOverflows\nTcpExt: 1 9\n");
        assertEquals(
                List.of(
                        "CPU time of the listening processes (2) meanwhile: 0.35 s",
                        "1 process in state D (waiting for a device)",
                        "pressure io: some avg10=1.00 avg60=2.00 avg300=3.00 total=4",
                        "connections dropped because a listener's queue was full (all ports): 4"),
                state.facts());
    }

    @Test
    void whatCannotBeReadIsLeftOut() {
        assertEquals(
                List.of("0 processes in state D (waiting for a device)"),
                MachineState.now(proc, WrittenTable.PORT).facts());
    }
}
