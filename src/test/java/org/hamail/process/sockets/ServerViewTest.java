package org.hamail.process.sockets;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.hamail.probe.ServerSide.FullServer;
import org.hamail.probe.ServerSide.Step;
import org.hamail.process.sockets.SocketRow.Endpoint;
import org.hamail.process.sockets.SocketRow.Ends;
import org.hamail.process.sockets.SocketRow.SocketState;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables as the kernel writes them, and what a probe of 192.0.2.1 makes of the others in them. */
class ServerViewTest {
    private static final String SERVER = "192.0.2.1";
    private static final String OTHER = "198.51.100.7";
    private static final int OWN = 40_000;
    private static final Optional<FullServer> HUNG = Optional.empty();

    @TempDir
    Path proc = Path.of("/nonexistent");

    private PortHistory history = new PortHistory();
    private ServerView view = new ServerView(history, 0, Set.of(), false);

    @BeforeEach
    void makeHistory() {
        history = new PortHistory();
    }

    private WrittenTable table() throws IOException {
        return new WrittenTable(proc).listens(SERVER, 0);
    }

    private void look(int second, WrittenTable table) throws IOException {
        table.write();
        history.look(new SocketTable(proc).atPorts(port -> port == WrittenTable.PORT), Duration.ofSeconds(second));
    }

    /** The table from before the connection, and the probe's own connection. */
    private void begin(WrittenTable table) throws IOException {
        begin(table, false, SERVER);
    }

    private void begin(WrittenTable table, boolean speaksFirst, String server) throws IOException {
        look(0, table);
        view = new ServerView(history, history.looks(), Set.of(InetAddress.getByName(server)), speaksFirst);
        connect(server, OWN);
    }

    private void connect(String server, int port) throws IOException {
        InetAddress address = InetAddress.getByName(server);
        view.connected(new Ends(new Endpoint(address, WrittenTable.PORT), new Endpoint(address, port)));
    }

    private Optional<FullServer> seen(Step step) {
        return view.full(step, end -> false);
    }

    private static Optional<FullServer> full(int served, int waiting, boolean among) {
        return Optional.of(new FullServer(served, waiting, among));
    }

    @Test
    void earlierWaitingClientAcceptedShowsQueueMoves() throws IOException {
        begin(table().waits(SERVER, OTHER, 1));
        look(1, table().accepted(SERVER, OTHER, 1).waits(SERVER, SERVER, OWN));
        assertEquals(full(1, 1, true), seen(Step.GREETING));
    }

    @Test
    void whoWasAcceptedBeforeShowsNothing() throws IOException {
        begin(table().accepted(SERVER, OTHER, 1).spoke(SERVER, OTHER, 2).ended(SERVER, OTHER, 3));
        look(
                1,
                table().accepted(SERVER, OTHER, 1)
                        .spoke(SERVER, OTHER, 2)
                        .ended(SERVER, OTHER, 3)
                        .waits(SERVER, SERVER, OWN));
        assertEquals(HUNG, seen(Step.GREETING));
        assertEquals(HUNG, seen(Step.CONNECT));
    }

    @Test
    void halfOpenConnectionsWait() throws IOException {
        begin(table());
        look(
                1,
                table().row(SERVER, OTHER, 1, SocketState.SYN_RECEIVED, 0, 0, 0)
                        .row(SERVER, OTHER, 2, SocketState.CLOSE_WAIT, 0, 0, 0)
                        .row(SERVER, SERVER, OWN, SocketState.SYN_RECEIVED, 0, 0, 0));
        assertEquals(HUNG, seen(Step.GREETING));
        look(
                2,
                table().row(SERVER, OTHER, 1, SocketState.SYN_RECEIVED, 0, 0, 0)
                        .row(SERVER, OTHER, 2, SocketState.CLOSE_WAIT, 9, 0, 0)
                        .row(SERVER, SERVER, OWN, SocketState.SYN_RECEIVED, 0, 0, 0));
        assertEquals(full(1, 2, true), seen(Step.GREETING));
    }

    @Test
    void acceptedClientsProveNothingOnceProbeIsAccepted() throws IOException {
        begin(table().waits(SERVER, OTHER, 1));
        look(1, table().accepted(SERVER, OTHER, 1).accepted(SERVER, OTHER, 2).accepted(SERVER, SERVER, OWN));
        assertEquals(HUNG, seen(Step.GREETING));
    }

    @Test
    void unreadClientIsNotServed() throws IOException {
        begin(table());
        look(1, table().accepted(SERVER, SERVER, OWN).row(SERVER, OTHER, 1, SocketState.ESTABLISHED, 1, 17, 4));
        assertEquals(HUNG, seen(Step.GREETING));
        look(2, table().accepted(SERVER, SERVER, OWN).spoke(SERVER, OTHER, 1));
        assertEquals(full(1, 0, false), seen(Step.GREETING));
    }

    @ParameterizedTest
    @ValueSource(ints = {SocketState.FIN_WAIT_1, SocketState.FIN_WAIT_2, SocketState.TIME_WAIT, SocketState.CLOSING})
    void whoIsQuickLeavesOnlyTheEndOfTheConnection(int state) throws IOException {
        begin(table());
        look(1, table().accepted(SERVER, SERVER, OWN).row(SERVER, OTHER, 1, state, 0, 0, 0));
        assertEquals(full(1, 0, false), seen(Step.GREETING));
    }

    @ParameterizedTest
    @CsvSource({"29, true", "31, false"})
    void whoIsSentAwayLateHasReachedATimeLimitOfTheServer(int second, boolean isServed) throws IOException {
        begin(table());
        look(1, table().accepted(SERVER, SERVER, OWN).accepted(SERVER, OTHER, 1));
        look(second, table().accepted(SERVER, SERVER, OWN).ended(SERVER, OTHER, 1));
        assertEquals(isServed ? full(1, 0, false) : HUNG, seen(Step.GREETING));
    }

    @Test
    void whoHasEndedByItselfWasNotServed() throws IOException {
        begin(table());
        look(1, table().accepted(SERVER, SERVER, OWN).accepted(SERVER, OTHER, 1));
        look(2, table().accepted(SERVER, SERVER, OWN).row(SERVER, OTHER, 1, SocketState.CLOSE_WAIT, 1, 0, 0));
        look(3, table().accepted(SERVER, SERVER, OWN));
        assertEquals(HUNG, seen(Step.GREETING));
    }

    @Test
    void afterGreetingOnlyClientsEndedAfterSpeakingCount() throws IOException {
        begin(table().spoke(SERVER, OTHER, 1).accepted(SERVER, OTHER, 2));
        look(1, table().spoke(SERVER, SERVER, OWN).ended(SERVER, OTHER, 2).spoke(SERVER, OTHER, 3));
        assertEquals(HUNG, seen(Step.LATER));
        look(2, table().spoke(SERVER, SERVER, OWN).ended(SERVER, OTHER, 1));
        assertEquals(full(1, 0, false), seen(Step.LATER));
    }

    @Test
    void withImplicitTlsThatClientSpokeProvesNothing() throws IOException {
        begin(table().accepted(SERVER, OTHER, 1), true, SERVER);
        look(1, table().spoke(SERVER, SERVER, OWN).spoke(SERVER, OTHER, 1).spoke(SERVER, OTHER, 2));
        assertEquals(HUNG, seen(Step.GREETING));
        look(2, table().spoke(SERVER, SERVER, OWN).ended(SERVER, OTHER, 2));
        assertEquals(full(1, 0, false), seen(Step.GREETING));
    }

    /** The own connection that the server ended is no other client, nor proves its end that anybody was served. */
    @Test
    void connectionBeforeIsProbesOwnAsWell() throws IOException {
        begin(table());
        look(1, table().accepted(SERVER, SERVER, OWN));
        connect(SERVER, OWN + 1);
        look(31, table().ended(SERVER, SERVER, OWN).accepted(SERVER, SERVER, OWN + 1));
        assertEquals(HUNG, seen(Step.GREETING));
    }

    @Test
    void serverTimeLimitHitsOtherClientsToo() throws IOException {
        begin(table());
        look(1, table().spoke(SERVER, SERVER, OWN).spoke(SERVER, OTHER, 1));
        connect(SERVER, OWN + 1);
        look(181, table().spoke(SERVER, SERVER, OWN + 1).ended(SERVER, OTHER, 1));
        assertEquals(HUNG, seen(Step.LATER));
    }

    @Test
    void anotherConnectionBetweenSameEndsIsAnotherClient() throws IOException {
        begin(table().ended(SERVER, OTHER, 1).row(SERVER, OTHER, 2, SocketState.ESTABLISHED, 7, 0, 4));
        look(1, table().accepted(SERVER, SERVER, OWN).spoke(SERVER, OTHER, 1));
        assertEquals(full(1, 0, false), seen(Step.GREETING));
        look(2, table().accepted(SERVER, SERVER, OWN).spoke(SERVER, OTHER, 2));
        assertEquals(full(2, 0, false), seen(Step.GREETING));
    }

    @Test
    void rowMissingOnceIsNoNewClient() throws IOException {
        begin(table().spoke(SERVER, OTHER, 1));
        look(1, table().accepted(SERVER, SERVER, OWN));
        history.forget(1);
        look(2, table().accepted(SERVER, SERVER, OWN).spoke(SERVER, OTHER, 1));
        assertEquals(HUNG, seen(Step.GREETING));
    }

    @ParameterizedTest
    @EnumSource(Step.class)
    void withoutOwnConnectionInTableServerIsElsewhere(Step step) throws IOException {
        begin(table());
        look(1, table().spoke(SERVER, OTHER, 1));
        look(2, table().ended(SERVER, OTHER, 1).ended(SERVER, OTHER, 2));
        assertEquals(HUNG, seen(step));
    }

    @Test
    void fullQueueTakesOwnConnectionNotIn() throws IOException {
        begin(new WrittenTable(proc).listens(SERVER, 0).waits(SERVER, OTHER, 1));
        look(
                1,
                new WrittenTable(proc)
                        .listens(SERVER, 129)
                        .accepted(SERVER, OTHER, 1)
                        .waits(SERVER, OTHER, 2));
        assertEquals(full(1, 2, true), seen(Step.GREETING));
    }

    @Test
    void aTableWithoutTheListenerIsAnothers() throws IOException {
        begin(new WrittenTable(proc));
        look(1, new WrittenTable(proc).accepted(SERVER, SERVER, OWN).spoke(SERVER, OTHER, 1));
        assertEquals(HUNG, seen(Step.GREETING));
    }

    @Test
    void portSharedByTwoAddressesIsTwoServers() throws IOException {
        begin(table().listens("192.0.2.2", 0));
        look(1, table().listens("192.0.2.2", 0).accepted(SERVER, SERVER, OWN).spoke("192.0.2.2", OTHER, 1));
        assertEquals(HUNG, seen(Step.GREETING));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::"})
    void whoListensOnAllAddressesHasThoseWithoutAListener(String all) throws IOException {
        begin(new WrittenTable(proc).listens(all, 0).listens("192.0.2.2", 0));
        look(
                1,
                new WrittenTable(proc)
                        .listens(all, 0)
                        .listens("192.0.2.2", 0)
                        .accepted(SERVER, SERVER, OWN)
                        .spoke("192.0.2.2", OTHER, 1));
        assertEquals(HUNG, seen(Step.GREETING));
        look(
                2,
                new WrittenTable(proc)
                        .listens(all, 0)
                        .listens("192.0.2.2", 0)
                        .accepted(SERVER, SERVER, OWN)
                        .spoke("192.0.2.3", OTHER, 1));
        assertEquals(full(1, 0, false), seen(Step.GREETING));
    }

    @Test
    void listenersForIpv4AndIpv6AreTwo() throws IOException {
        begin(new WrittenTable(proc).listens("0.0.0.0", 0).listens("::", 0));
        look(
                1,
                new WrittenTable(proc)
                        .listens("0.0.0.0", 0)
                        .listens("::", 0)
                        .accepted(SERVER, SERVER, OWN)
                        .spoke("2001:db8::1", "2001:db8::7", 1));
        assertEquals(HUNG, seen(Step.GREETING));
    }

    @Test
    void ipv4MappedIntoIpv6IsIpv4() throws IOException {
        String mapped = "::ffff:" + SERVER;
        begin(new WrittenTable(proc).listens("::", 0));
        look(
                1,
                new WrittenTable(proc)
                        .listens("::", 0)
                        .accepted(mapped, SERVER, OWN)
                        .spoke(mapped, OTHER, 1)
                        .spoke("2001:db8::1", "2001:db8::7", 2));
        assertEquals(full(2, 0, false), seen(Step.GREETING));
    }

    @Test
    void overIpv6() throws IOException {
        begin(new WrittenTable(proc).listens("2001:db8::1", 0), false, "2001:db8::1");
        look(
                1,
                new WrittenTable(proc)
                        .listens("2001:db8::1", 0)
                        .accepted("2001:db8::1", "2001:db8::1", OWN)
                        .spoke("2001:db8::1", "2001:db8::7", 1));
        assertEquals(full(1, 0, false), seen(Step.GREETING));
    }

    /** One address for all clients, as behind NAT or a proxy: the ports tell them apart. */
    @Test
    void clientsOfOneAddressAreMany() throws IOException {
        begin(table());
        look(1, table().accepted(SERVER, SERVER, OWN).spoke(SERVER, OTHER, 1).spoke(SERVER, OTHER, 2));
        assertEquals(full(2, 0, false), seen(Step.GREETING));
    }

    @Test
    void hamailsOwnProbesAreNoOthers() throws IOException {
        begin(table());
        look(1, table().accepted(SERVER, SERVER, OWN).spoke(SERVER, OTHER, 1));
        assertEquals(HUNG, view.full(Step.GREETING, end -> end.port() == 1));
    }

    @Test
    void twoProbesOfOneProcessAreNoOthers() throws IOException {
        begin(table());
        var second = new ServerView(history, history.looks(), Set.of(InetAddress.getByName(SERVER)), false);
        InetAddress address = InetAddress.getByName(SERVER);
        second.connected(new Ends(new Endpoint(address, WrittenTable.PORT), new Endpoint(address, 41_000)));
        look(1, table().accepted(SERVER, SERVER, OWN).spoke(SERVER, SERVER, 41_000));
        assertEquals(HUNG, seen(Step.GREETING));
    }

    @Test
    void probeThatBeginsLaterCountsFromOwnStart() throws IOException {
        begin(table());
        look(1, table().accepted(SERVER, SERVER, OWN).spoke(SERVER, OTHER, 1));
        var second = new ServerView(history, history.looks(), Set.of(InetAddress.getByName(SERVER)), false);
        look(2, table().accepted(SERVER, SERVER, OWN).spoke(SERVER, OTHER, 1));
        assertEquals(full(1, 0, false), seen(Step.GREETING));
        assertEquals(HUNG, second.full(Step.CONNECT, end -> false));
    }

    @Test
    void changesDuringUnreadableTableAreUnknown() throws IOException {
        begin(table());
        look(1, table().accepted(SERVER, SERVER, OWN).spoke(SERVER, OTHER, 1));
        history.miss();
        look(2, table().accepted(SERVER, SERVER, OWN).spoke(SERVER, OTHER, 1));
        assertEquals(HUNG, seen(Step.GREETING));
    }

    @Test
    void whatIsNoRowIsPassedOver() throws IOException {
        begin(table());
        table().accepted(SERVER, SERVER, OWN).spoke(SERVER, OTHER, 1).write();
        String good = Files.readString(proc.resolve("net/tcp"));
        Files.writeString(
                proc.resolve("net/tcp"),
                "\n: :\n 1: 010002C0:008F\n 2: 010002C0:008F XX:1 01 00000000:00000000 0 0 0 0 0\n 3: "
                        + ":".repeat(300) + "\n" + good + " 9: 010002C0:008F 076433");
        history.look(new SocketTable(proc).atPorts(port -> port == WrittenTable.PORT), Duration.ofSeconds(1));
        assertEquals(full(1, 0, false), seen(Step.GREETING));
    }
}
