package org.hamail.program;

import org.hamail.checks.CheckProgram;
import org.hamail.checks.DaemonCommand;
import org.hamail.cli.Program;

/** {@code check_mail_daemon}: does the daemon exist. */
public final class CheckMailDaemon {
    private CheckMailDaemon() {}

    public static void main(String[] words) {
        Program.main(new CheckProgram(new DaemonCommand()), words);
    }
}
