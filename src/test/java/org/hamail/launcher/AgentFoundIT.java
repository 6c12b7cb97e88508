package org.hamail.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.hamail.support.Eventually;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a launcher comes to ask an agent, and when it had better not. The agent here has one answer for everybody. */
class AgentFoundIT {
    private static final Call.End FROM_THE_AGENT = new Call.End(1, "from the agent\n", "");
    private static final Call.End FROM_JAVA = new Call.End(2, "", "");

    @TempDir
    Path folder;

    private ServerSocketChannel agent;
    private InstalledTree tree;

    @BeforeEach
    void install() throws IOException {
        tree = new InstalledTree(folder.resolve("tree"));
        agent = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        agent.bind(UnixDomainSocketAddress.of(folder.resolve("agent.sock")));
        var server = new Thread(this::serve);
        server.setDaemon(true);
        server.start();
    }

    @AfterEach
    void close() throws IOException {
        agent.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "agent:\n  socket: SOCKET\n",
                "agent: {spool: /x, socket: 'SOCKET'}\n",
                "agent:\n  # socket: /nowhere\n  socket: \"SOCKET\"   # here\n",
                "agent:\n  spool: /x # socket: /nowhere\n  socket: SOCKET\n",
                "other:\n  socket: /nowhere\nagent:\n  spool: /x\n\n# a\n  socket: SOCKET\n"
            })
    void theSocketStandsInTheConfigurationAndCommentsAreNone(String text) throws Exception {
        Path config = Files.writeString(
                folder.resolve("hamail.yaml"),
                text.replace("SOCKET", folder.resolve("agent.sock").toString()));
        assertEquals(
                FROM_THE_AGENT,
                new Call(tree.launcher("check_mail_daemon"), "exit", "2")
                        .with("HAMAIL_CONFIG", config)
                        .end());
    }

    @Test
    void agentWithSameFilesIsAsked() throws Exception {
        assertEquals(FROM_THE_AGENT, call("/usr/bin/env").end());
    }

    @Test
    void agentWithPrivateTmpIsNotAsked() throws Exception {
        boolean root = "root".equals(System.getProperty("user.name"));
        String mount = "mount -t tmpfs none /var/tmp && exec \"$@\"";
        assertEquals(
                FROM_JAVA,
                call("/usr/bin/unshare", root ? "-m" : "-rm", "/bin/sh", "-c", mount, "sh")
                        .end());
    }

    /** A unit with ProtectControlGroups= has a mount namespace of its own: every handler with [timeout/greeting] has a slash. */
    @Test
    void agentWithSameFilesElsewhereIsAsked() throws Exception {
        boolean root = "root".equals(System.getProperty("user.name"));
        assertEquals(
                root ? FROM_THE_AGENT : FROM_JAVA,
                call("/usr/bin/unshare", root ? "-m" : "-rm").end());
    }

    /** Only root can start a process of another user; any other user would trust its own process. */
    @Test
    void foreignAgentNeedsToOwnTheConfiguration() throws Exception {
        boolean root = "root".equals(System.getProperty("user.name"));
        Path open = Files.createDirectory(Path.of("/tmp").resolve("hamail-" + folder.getFileName()));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
        Path socket = open.resolve("agent.sock");
        String server = """
                $SIG{PIPE} = "IGNORE"; socket(my $s, 1, 1, 0); bind($s, pack("S a*", 1, "%s\\0")) or die $!; listen($s, 5);
                while (accept(my $c, $s)) { sysread($c, my $r, 4096); syswrite($c, "A\\1" . pack("N", 15) . "from the agent\\n") }
                """.formatted(socket);
        String perl = "exec " + (root ? "setpriv --reuid=65534 --regid=65534 --clear-groups " : "") + "perl -e '"
                + server + "'";
        Process foreign = new ProcessBuilder("sh", "-c", perl).inheritIO().start();
        try {
            Eventually.get(Duration.ofSeconds(60), () -> Files.exists(socket), Boolean::booleanValue);
            Path config = Files.writeString(open.resolve("hamail.yaml"), "agent: {socket: " + socket + "}\n");
            assertEquals(root ? FROM_JAVA : FROM_THE_AGENT, ask(config));
            if (root) {
                Files.setAttribute(config, "unix:uid", 65534);
            }
            assertEquals(FROM_THE_AGENT, ask(config));
        } finally {
            foreign.destroyForcibly().waitFor();
            Files.deleteIfExists(socket);
            Files.deleteIfExists(open.resolve("hamail.yaml"));
            Files.delete(open);
        }
    }

    private Call.End ask(Path config) throws Exception {
        return new Call(tree.launcher("check_mail_daemon"), "exit", "2")
                .with("HAMAIL_CONFIG", config)
                .end();
    }

    private Call call(String... before) throws IOException {
        String[] rest = new String[before.length + 3];
        System.arraycopy(before, 1, rest, 0, before.length - 1);
        rest[before.length - 1] = tree.launcher("check_mail_daemon").toString();
        rest[before.length] = "exit";
        rest[before.length + 1] = "2";
        rest[before.length + 2] = "--pid-file=/tmp/a.pid";
        return new Call(before[0], rest).with("HAMAIL_AGENT_SOCKET", folder.resolve("agent.sock"));
    }

    private void serve() {
        byte[] text = FROM_THE_AGENT.out().getBytes(StandardCharsets.UTF_8);
        while (agent.isOpen()) {
            try (SocketChannel client = agent.accept()) {
                client.read(ByteBuffer.allocate(4096));
                client.write(ByteBuffer.allocate(6 + text.length)
                        .put((byte) 'A')
                        .put((byte) FROM_THE_AGENT.code())
                        .putInt(text.length)
                        .put(text)
                        .flip());
            } catch (IOException e) {
                // the launcher does not ask, or the test is over
            }
        }
    }
}
