package org.hamail.recovery.engine.pacemaker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.hamail.io.Command;
import org.hamail.io.CommandRunner;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CrmShellTest {
    /** A node whose login has the PATH that sshd of Debian gives to a user without rights. */
    private record Login(String name) implements CommandRunner {
        @Override
        public Command command(List<String> words) {
            var all = new ArrayList<>(List.of("env", "-i", "PATH=/usr/local/bin:/usr/bin:/bin"));
            all.addAll(words);
            return new Command(all);
        }
    }

    @ParameterizedTest
    @CsvSource({"chroot, 0", "no-such-tool, 127"})
    void aToolIsFoundInSbinAsWell(String tool, int code) throws Exception {
        var shell = new CrmShell(List.of(), "mail1");
        assertEquals(
                code, shell.run(new Login("phys-a"), List.of(tool, "--version")).code());
    }
}
