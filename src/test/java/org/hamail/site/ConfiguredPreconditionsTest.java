package org.hamail.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.hamail.config.ConfigLoader;
import org.hamail.config.yaml.ConfigException;
import org.hamail.net.NetworkException.Kind;
import org.hamail.recovery.policy.Question;
import org.hamail.recovery.policy.Reading;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfiguredPreconditionsTest {
    private final Path file;

    ConfiguredPreconditionsTest(@TempDir Path folder) {
        this.file = folder.resolve("hamail.yaml");
    }

    @Test
    void whatIsNotConfiguredIsNotAsked() throws Exception {
        ConfiguredPreconditions surroundings = with("");
        assertEquals(new Reading.NotConfigured<>(), surroundings.directoryAnswers());
        assertEquals(new Reading.NotConfigured<>(), surroundings.monitoringHostReachesOthers());
        assertEquals(Set.of(), surroundings.configured());
        assertEquals(
                Set.of(Question.SANITY),
                with("    sanity: {reach: [\"127.0.0.1:25\"]}%n".formatted()).configured());
        assertEquals(
                Set.of(Question.DIRECTORY),
                with("    directories: {user_group: {host: 127.0.0.1}}%n".formatted())
                        .configured());
    }

    @Test
    void oneReachablePlaceIsEnoughToBeSane() throws Exception {
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = listener.getLocalPort();
            ConfiguredPreconditions surroundings =
                    with("    sanity: {reach: [\"127.0.0.1:%d\", \"127.0.0.1:%d\"]}%n".formatted(closed(), port));
            assertEquals(
                    new Reading.Known<>(true, "127.0.0.1:" + port + " is reached", 0),
                    surroundings.monitoringHostReachesOthers());
        }
    }

    @Test
    void aMachineThatReachesNothingIsNotSane() throws Exception {
        ConfiguredPreconditions surroundings = with("    sanity: {reach: [\"127.0.0.1:%d\"]}%n".formatted(closed()));
        assertEquals(false, known(surroundings.monitoringHostReachesOthers()).value());
    }

    @Test
    void remoteRefusalProvesNetworkLocalDoesNot() throws Exception {
        List<InetAddress> elsewhere = List.of(InetAddress.getByAddress(new byte[] {(byte) 192, 0, 2, 1}));
        List<InetAddress> here = List.of(InetAddress.getLoopbackAddress());
        assertTrue(ConfiguredPreconditions.isAnswered(Kind.REFUSED, elsewhere));
        assertTrue(ConfiguredPreconditions.isAnswered(Kind.RESET, elsewhere));
        assertFalse(ConfiguredPreconditions.isAnswered(Kind.UNREACHABLE, elsewhere));
        assertFalse(ConfiguredPreconditions.isAnswered(Kind.REFUSED, here));
    }

    @Test
    void aDirectoryThatRefusesDoesNotAnswer() throws Exception {
        ConfiguredPreconditions surroundings =
                with("    directories: {user_group: {host: 127.0.0.1, port: %d}}%n".formatted(closed()));
        Reading.Known<Boolean> reading = known(surroundings.directoryAnswers());
        assertEquals(false, reading.value());
        assertTrue(reading.source().startsWith("own probe: refused: 127.0.0.1 port "), reading.source());
    }

    @Test
    void silentDirectoryDoesNotAnswer() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            ConfiguredPreconditions surroundings =
                    with("    directories: {user_group: {host: 127.0.0.1, port: %d, timeout: 1s}}%n"
                            .formatted(silent.getLocalPort()));
            Reading.Known<Boolean> reading = known(surroundings.directoryAnswers());
            assertEquals(false, reading.value());
            assertTrue(reading.source().startsWith("own probe: timeout/command: "), reading.source());
        }
    }

    @SuppressWarnings("unchecked")
    private static Reading.Known<Boolean> known(Reading<Boolean> reading) {
        return assertInstanceOf(Reading.Known.class, reading);
    }

    private static int closed() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private ConfiguredPreconditions with(String lines) throws IOException, ConfigException {
        Files.writeString(
                file, "logical_hosts:\n  mail1:\n    address: 127.0.0.10\n    nodes: [{name: a}, {name: b}]\n" + lines);
        return new ConfiguredPreconditions(
                ConfigLoader.load(file).logicalHost("mail1").orElseThrow());
    }
}
