package org.hamail.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.hamail.config.yaml.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ServerRootsTest {
    @TempDir
    Path folder = Path.of("");

    @Test
    void blankLinesAndRemarksDoNotCount() throws Exception {
        Path file = write("# roots of this node\n\n  \n/usr/netscape/server4\n   # more\n/mail1/netscape/server4/\r\n");
        assertEquals(
                List.of(Path.of("/usr/netscape/server4"), Path.of("/mail1/netscape/server4")),
                ServerRoots.read(file).orElseThrow().roots());
        assertEquals(
                Optional.of(6),
                Optional.ofNullable(
                        ServerRoots.read(file).orElseThrow().lines().get(Path.of("/mail1/netscape/server4"))));
    }

    @Test
    void byteOrderMarkIsNoPartOfPath() throws Exception {
        Path file = write("\uFEFF/usr/netscape/server4\n");
        assertEquals(
                List.of(Path.of("/usr/netscape/server4")),
                ServerRoots.read(file).orElseThrow().roots());
    }

    @Test
    void aFileThatIsMissingIsNoList() throws Exception {
        assertEquals(Optional.empty(), ServerRoots.read(folder.resolve("nsserver.cfg")));
    }

    @Test
    void anEmptyFileListsNothing() throws Exception {
        assertEquals(List.of(), ServerRoots.read(write("")).orElseThrow().roots());
    }

    @Test
    void anythingElseIsErrorWithFileAndLine() throws IOException {
        Path file = write(
                "/good\nusr/relative\n/two /paths\n/path # remark\n/a/../b\n/\n/good\n/bell\u0007\nserver_root=/x\n");
        ConfigException e = assertThrows(ConfigException.class, () -> ServerRoots.read(file));
        assertEquals(
                List.of(
                        file + ":2:1: is not one absolute path",
                        file + ":3:1: is not one absolute path",
                        file + ":4:1: is not one absolute path",
                        file + ":5:1: is not one absolute path",
                        file + ":6:1: is not one absolute path",
                        file + ":7:1: duplicate, first listed in line 1",
                        file + ":8:1: is not one absolute path",
                        file + ":9:1: is not one absolute path"),
                e.problems().stream().map(Object::toString).toList());
    }

    @Test
    void folderInPlaceOfListCannotBeRead() {
        assertThrows(IOException.class, () -> ServerRoots.read(folder));
    }

    @Test
    void instanceIsOneFolderWithInstancePrefix() throws Exception {
        Files.createDirectory(folder.resolve("msg-mail1"));
        Files.createDirectory(folder.resolve("admin-serv"));
        Files.writeString(folder.resolve("msg-file"), "");
        assertEquals(
                new Installation(folder, Optional.of("msg-mail1"), true), Installation.look(folder, "nsserver.cfg", 3));
    }

    @Test
    void aServerRootHasOneInstance() throws IOException {
        Files.createDirectory(folder.resolve("msg-b"));
        Files.createDirectory(folder.resolve("msg-a"));
        ConfigException e =
                assertThrows(ConfigException.class, () -> Installation.look(folder, "/etc/nsserver.cfg", 3));
        assertEquals(
                "/etc/nsserver.cfg:3:1: " + folder + " has 2 instances, msg-a, msg-b; a server root has one",
                e.getMessage());
    }

    @Test
    void rootThatIsNotThereIsNotMounted() throws Exception {
        Path root = folder.resolve("server4");
        assertEquals(new Installation(root, Optional.empty(), false), Installation.look(root, "nsserver.cfg", 1));
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("roots.cfg"), text);
    }
}
