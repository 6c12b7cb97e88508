package org.hamail.program;

/** {@code check_mail_directory}: does the LDAP directory answer. */
public final class CheckMailDirectory {
    private CheckMailDirectory() {}

    public static void main(String[] words) {
        Program.main(new CheckProgram(new DirectoryCommand()), words);
    }
}
