package org.hamail.program;

import java.util.List;

/** Does once what {@code check_mail_daemon} does, see {@link CheckMailProtocolRehearsal}. */
public final class CheckMailDaemonRehearsal {
    private CheckMailDaemonRehearsal() {}

    public static void main(String[] words) {
        Rehearsal.of(CheckMailDaemon.class);
        var check = new CheckProgram(new DaemonCommand());
        check.run(List.of("-C", "hamail-rehearsal", "-w", "1:5"), Console.ofProcess());
        check.run(List.of("-d", "imapd,popd,smtpd", "--profile", "dovecot-postfix"), Console.ofProcess());
    }
}
