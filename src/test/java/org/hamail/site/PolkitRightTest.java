package org.hamail.site;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hamail.io.Command;
import org.hamail.io.CommandRunner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What pkcheck(1) answers to a user without rights, and what of it is a refusal. */
class PolkitRightTest {
    @TempDir
    Path programs = Path.of("/nonexistent");

    private Optional<PolkitRight.Refusal> refusal(String id, Optional<String> pkcheck) throws IOException {
        program("id", "echo " + id);
        program("sh", "exec /bin/sh \"$@\"");
        if (pkcheck.isPresent()) {
            // as polkitd answers: who is not root must not pass details
            program("pkcheck", "case \"$*\" in *--detail*) exit 127 ;; esac; " + pkcheck.get());
        }
        CommandRunner node = new CommandRunner() {
            @Override
            public String name() {
                return "phys-a";
            }

            @Override
            public Command command(List<String> words) {
                var all = new ArrayList<>(List.of("/usr/bin/env", "PATH=" + programs));
                all.addAll(words);
                return new Command(all);
            }
        };
        return new PolkitRight(node, "nagios").refusal();
    }

    private void program(String name, String text) throws IOException {
        Path file = Files.writeString(programs.resolve(name), "#!/bin/sh\n" + text + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Test
    void rootAndWhoIsAllowedToManageUnitsAreNotRefused() throws Exception {
        assertEquals(Optional.empty(), refusal("0", Optional.of("exit 1")));
        assertEquals(Optional.empty(), refusal("103", Optional.of("exit 0")));
    }

    @Test
    void refusalMayStillBeLiftedByRuleForTheUnit() throws Exception {
        for (int code : List.of(1, 2, 3)) {
            assertEquals(
                    Optional.of(new PolkitRight.Refusal(
                            "systemd does it for root only, and polkit does not allow nagios to manage units",
                            Optional.of("unless a rule of polkit allows it for these units, which only root can ask"))),
                    refusal("103", Optional.of("echo Not authorized.; exit " + code)));
        }
    }

    @Test
    void withoutPolkitNobodyButRootIsAllowed() throws Exception {
        assertEquals(
                Optional.of(new PolkitRight.Refusal(
                        "systemd does it for root only, and there is no polkit that could allow it to nagios",
                        Optional.empty())),
                refusal("103", Optional.empty()));
    }

    @Test
    void polkitThatCannotBeAskedIsNoSilence() throws Exception {
        for (int code : List.of(126, 127)) {
            assertEquals(
                    Optional.of(new PolkitRight.Refusal(
                            "systemd does it for root only, and polkit could not be asked whether nagios may manage"
                                    + " units: Could not connect",
                            Optional.of("unless polkit allows it then"))),
                    refusal("103", Optional.of("echo Could not connect >&2; exit " + code)));
        }
    }
}
