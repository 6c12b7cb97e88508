package org.hamail.site;

import java.io.IOException;
import java.util.List;
import org.hamail.io.ShellLine;

/** The caller may not do what it asked for; the owner may. */
public final class NotTheOwner extends IOException {
    private static final long serialVersionUID = 1L;

    private final String owner;
    private final String correction;

    NotTheOwner(StateOwner owner) {
        super(owner.directory() + " belongs to " + owner.name());
        this.owner = owner.forSudo();
        this.correction = owner.uid() != 0
                ? ""
                : "; where the event handler does not run as root, as root: chown -R USER " + owner.directory()
                        + ", with the user of the event handler";
    }

    /** What to type instead. */
    public String advice(String program, List<String> words) {
        return getMessage() + ": sudo -u " + owner + " " + program + " " + ShellLine.toType(words) + correction;
    }
}
