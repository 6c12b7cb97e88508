package org.hamail.program;

import org.hamail.checks.CheckProgram;
import org.hamail.checks.MailProtocolCommand;
import org.hamail.cli.Program;

/** {@code check_mail_protocol}: does the daemon serve. */
public final class CheckMailProtocol {
    private CheckMailProtocol() {}

    public static void main(String[] words) {
        Program.main(new CheckProgram(new MailProtocolCommand()), words);
    }
}
