package org.hamail.program;

import org.hamail.checks.CheckProgram;
import org.hamail.checks.DirectoryCommand;
import org.hamail.cli.Program;

/** {@code check_mail_directory}: does the LDAP directory answer. */
public final class CheckMailDirectory {
    private CheckMailDirectory() {}

    public static void main(String[] words) {
        Program.main(new CheckProgram(new DirectoryCommand()), words);
    }
}
