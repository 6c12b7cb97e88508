package org.hamail.program;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.hamail.checks.CheckProgram;
import org.hamail.checks.MailProtocolCommand;
import org.hamail.cli.Program.Console;

/**
 * Does once what {@code check_mail_protocol} does, so that the archive of loaded classes that {@code plugins/.archive}
 * lets java write meanwhile holds all that it needs.
 */
public final class CheckMailProtocolCdsTraining {
    private CheckMailProtocolCdsTraining() {}

    public static void main(String[] words) throws IOException {
        CdsTraining.of(CheckMailProtocol.class);
        var check = new CheckProgram(new MailProtocolCommand());
        for (String protocol : List.of("pop", "imap", "smtp")) {
            try (var server = new TrainingServer(protocol)) {
                var call = new ArrayList<>(List.of("-P", protocol, "-H", "127.0.0.1", "-p", server.port(), "-t", "20"));
                check.run(call, Console.ofProcess());
                call.addAll(List.of("-w", "5", "-c", "10", "--observer=local", "-v"));
                check.run(call, Console.ofProcess());
            }
        }
    }
}
