package org.hamail.program;

import org.hamail.checks.CheckProgram;
import org.hamail.checks.HaCommand;
import org.hamail.cli.Program;
import org.hamail.site.AsOwner;

/** {@code check_mail_ha}: what the recovery side is doing. */
public final class CheckMailHa {
    private CheckMailHa() {}

    public static void main(String[] words) {
        var program = new CheckProgram(new HaCommand());
        Program.main(
                new AsOwner("check_mail_ha", program, (given, console) -> program.read(given, console.environment())),
                words);
    }
}
