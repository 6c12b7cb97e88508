package org.hamail.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateOwnerTest {
    @TempDir
    Path directory = Path.of("/nonexistent");

    @Test
    void missingStateDirectoryGetsOwnerOfItsFolder() throws IOException {
        StateOwner owner = StateOwner.of(directory.resolve("not/yet"));
        assertEquals(directory, owner.directory());
        assertEquals(StateOwner.ownUid(), owner.uid());
        assertEquals(Optional.of(owner.name()), StateOwner.nameOf(owner.uid()));
    }

    @Test
    void missingStateDirectoryIsReportedWithCommand() {
        Path stateDir = directory.resolve("not/yet");
        assertEquals(Optional.empty(), StateOwner.missing(directory, place -> false));
        assertEquals(Optional.empty(), StateOwner.missing(stateDir, directory::equals));
        assertEquals(
                Optional.of(
                        "state_dir " + stateDir + " is missing; as root: install -d -o nagios -g nagios" + " -m 750 "
                                + stateDir + " (with user and group of the event handler, where those are not nagios)"),
                StateOwner.missing(stateDir, place -> false));
    }

    /** What root makes there would lock the event handler out. */
    @Test
    void rootMakesNoneAmongTheDataOfServices() throws IOException {
        assertFalse(StateOwner.mayMakeIn(Path.of("/var/lib"), 0));
        assertFalse(StateOwner.mayMakeIn(Path.of("/srv"), 0));
        assertTrue(StateOwner.mayMakeIn(directory, 0), "a trial");
        assertTrue(StateOwner.mayMakeIn(directory, StateOwner.ownUid()));
    }

    @Test
    void theAdviceCanBeTyped() {
        var owner = new StateOwner(Path.of("/var/lib/hamail"), "nagios", 103, 106, "/var/lib/nagios");
        assertEquals(
                "/var/lib/hamail belongs to nagios: sudo -u nagios hamail pause --reason 'it'\\''s work'",
                new NotTheOwner(owner).advice("hamail", List.of("pause", "--reason", "it's work")));
        assertEquals(
                "/srv/hamail belongs to root: sudo -u root hamail status; where the event handler does not run as root, as"
                        + " root: chown -R USER /srv/hamail, with the user of the event handler",
                new NotTheOwner(new StateOwner(Path.of("/srv/hamail"), "root", 0, 0, "/root"))
                        .advice("hamail", List.of("status")));
    }

    @Test
    void aUserWithoutNameIsNamedToSudoByNumber() {
        var owner = new StateOwner(Path.of("/srv/hamail"), "4711", 4711, 4711, "");
        assertEquals(
                "/srv/hamail belongs to 4711: sudo -u '#4711' hamail status",
                new NotTheOwner(owner).advice("hamail", List.of("status")));
    }

    @Test
    void userWithoutNameHasNoGroupsOfOwn() {
        var owner = new StateOwner(Path.of("/s"), "4711", 4711, 4712, "");
        List<String> words = owner.become(List.of("java", "-cp")).orElseThrow();
        assertEquals(
                List.of("--reuid=4711", "--regid=4712", "--clear-groups", "--inh-caps=-all", "--", "java", "-cp"),
                words.subList(1, words.size()));
    }
}
