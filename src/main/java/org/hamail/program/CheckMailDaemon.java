package org.hamail.program;

/** {@code check_mail_daemon}: does the daemon exist. */
public final class CheckMailDaemon {
    private CheckMailDaemon() {}

    public static void main(String[] words) {
        Program.main(new CheckProgram(new DaemonCommand()), words);
    }
}
