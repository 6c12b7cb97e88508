package org.hamail.program;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Does once what a program does, so that an archive of loaded classes written meanwhile holds all that it needs. It
 * touches nothing outside this machine: its mail server is a thread of its own.
 *
 * <p>Called by {@code plugins/.archive} with the name of the program's main class.
 */
public final class Rehearsal {
    private Rehearsal() {}

    public static void main(String[] words) throws IOException {
        switch (words.length == 0 ? "" : words[0]) {
            case "CheckMailProtocol" -> protocols();
            case "CheckMailDaemon" -> daemons();
            default -> {
                // its own start is all that it has in the archive
            }
        }
    }

    private static void protocols() throws IOException {
        for (String protocol : List.of("pop", "imap", "smtp")) {
            try (var server = new RehearsalServer(protocol)) {
                var words =
                        new ArrayList<>(List.of("-P", protocol, "-H", "127.0.0.1", "-p", server.port(), "-t", "20"));
                run(new MailProtocolCommand(), words);
                words.addAll(List.of("-w", "5", "-c", "10", "--observer=local", "-v"));
                run(new MailProtocolCommand(), words);
            }
        }
    }

    private static void daemons() {
        run(new DaemonCommand(), List.of("-C", "hamail-rehearsal"));
        run(new DaemonCommand(), List.of("-d", "all", "--profile", "dovecot-postfix"));
    }

    private static void run(CheckCommand command, List<String> words) {
        new CheckProgram(command).run(words, Console.ofProcess());
    }
}
