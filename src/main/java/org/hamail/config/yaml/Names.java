package org.hamail.config.yaml;

import java.util.regex.Pattern;

/** Names that go into file names, commands and connections: only what cannot be taken for anything else. */
public final class Names {
    /** What a name is, in words. */
    public static final String WANTED = "a name of letters, digits, dots, dashes and underscores, up to 63";

    private static final String ADDRESS = "|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*(%[A-Za-z0-9]+)?";
    private static final String A_HOST = "a host name or an IP address";
    private static final Pattern NAME_PATTERN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");
    private static final String HOST_PATTERN = "[A-Za-z0-9_]([A-Za-z0-9_.-]{0,251}[A-Za-z0-9_.])?" + ADDRESS;

    /** A name that is the name of a directory as well. */
    public static final ValueKind<String> NAME = ValueKind.text("name", NAME_PATTERN.pattern(), WANTED);

    public static final ValueKind<String> FOLDER =
            ValueKind.text("name", "[A-Za-z0-9_][A-Za-z0-9._-]{0,254}", "the name of a folder");

    public static final ValueKind<String> HOST = ValueKind.text("host", HOST_PATTERN, A_HOST);

    /** One that is probed: its name may have letters beyond ASCII. */
    public static final ValueKind<String> SERVER = ValueKind.text(
            "host", "[\\p{L}\\p{N}_]([\\p{L}\\p{M}\\p{N}_.-]{0,251}[\\p{L}\\p{M}\\p{N}_.])?" + ADDRESS, A_HOST);

    public static final ValueKind<String> LOGIN = ValueKind.text(
            "[USER@]HOST", "([A-Za-z0-9_][A-Za-z0-9._-]*@)?[A-Za-z0-9_][A-Za-z0-9._:-]*", "a login [USER@]HOST");
    public static final ValueKind<String> USER =
            ValueKind.text("name", "[A-Za-z0-9_][A-Za-z0-9._-]*[$]?", "the name of a user");
    public static final ValueKind<String> RESOURCE =
            ValueKind.text("name", "[A-Za-z0-9_][A-Za-z0-9_.:-]*", "the name of a cluster resource");

    private Names() {}

    /** Whether a key that the administrator chose is a {@link #NAME}. */
    public static boolean isName(String key) {
        return NAME_PATTERN.matcher(key).matches();
    }

    public static boolean isHost(String text) {
        return text.matches(HOST_PATTERN);
    }
}
