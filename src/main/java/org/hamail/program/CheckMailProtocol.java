package org.hamail.program;

/** {@code check_mail_protocol}: does the daemon serve. */
public final class CheckMailProtocol {
    private CheckMailProtocol() {}

    public static void main(String[] words) {
        Program.main(new CheckProgram(new MailProtocolCommand()), words);
    }
}
