package org.hamail.program;

import java.io.IOException;
import java.util.List;
import org.hamail.checks.CheckProgram;
import org.hamail.checks.DirectoryCommand;
import org.hamail.cli.Program.Console;

/** Does once what {@code check_mail_directory} does, see {@link CheckMailProtocolCdsTraining}. */
public final class CheckMailDirectoryCdsTraining {
    private CheckMailDirectoryCdsTraining() {}

    public static void main(String[] words) throws IOException {
        CdsTraining.of(CheckMailDirectory.class);
        String port;
        try (var server = new TrainingServer("ldap")) {
            port = server.port();
        }
        // nobody listens there any more: nearly all is loaded until that is known
        var call = List.of("--role=config", "-H", "127.0.0.1", "-p", port, "-t", "5", "-w", "5", "-b", "o=rehearsal");
        new CheckProgram(new DirectoryCommand()).run(call, Console.ofProcess());
    }
}
