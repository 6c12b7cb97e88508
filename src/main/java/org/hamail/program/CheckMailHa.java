package org.hamail.program;

/** {@code check_mail_ha}: what the recovery side is doing. */
public final class CheckMailHa {
    private CheckMailHa() {}

    public static void main(String[] words) {
        Program.main(new CheckProgram(new HaCommand()), words);
    }
}
