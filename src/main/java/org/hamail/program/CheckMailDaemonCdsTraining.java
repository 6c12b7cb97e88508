package org.hamail.program;

import java.util.List;
import org.hamail.checks.CheckProgram;
import org.hamail.checks.DaemonCommand;
import org.hamail.cli.Program.Console;

/** Does once what {@code check_mail_daemon} does, see {@link CheckMailProtocolCdsTraining}. */
public final class CheckMailDaemonCdsTraining {
    private CheckMailDaemonCdsTraining() {}

    public static void main(String[] words) {
        CdsTraining.of(CheckMailDaemon.class);
        var check = new CheckProgram(new DaemonCommand());
        check.run(List.of("-C", "hamail-rehearsal", "-w", "1:5"), Console.ofProcess());
        check.run(List.of("-d", "imapd,popd,smtpd", "--profile", "dovecot-postfix"), Console.ofProcess());
    }
}
