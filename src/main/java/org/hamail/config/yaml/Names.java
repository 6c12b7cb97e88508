package org.hamail.config.yaml;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Names that go into file names, commands and connections: only what cannot be taken for anything else. */
public final class Names {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");
    private static final Pattern FOLDER = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,254}");
    private static final Pattern HOST = Pattern.compile(
            "[A-Za-z0-9_]([A-Za-z0-9_.-]{0,251}[A-Za-z0-9_.])?|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*(%[A-Za-z0-9]+)?");
    private static final Pattern SERVER = Pattern.compile(
            "[\\p{L}\\p{N}_]([\\p{L}\\p{M}\\p{N}_.-]{0,251}[\\p{L}\\p{M}\\p{N}_.])?|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*(%[A-Za-z0-9]+)?");
    private static final Pattern LOGIN = Pattern.compile("([A-Za-z0-9_][A-Za-z0-9._-]*@)?[A-Za-z0-9_][A-Za-z0-9._:-]*");
    private static final Pattern USER = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]*[$]?");
    private static final Pattern RESOURCE = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.:-]*");

    private Names() {}

    /** A name that is the name of a directory as well. */
    public static Optional<String> name(Value value) {
        return value.text(NAME, "a name of letters, digits, dots, dashes and underscores, up to 63");
    }

    /** The same for a key that the administrator chose. */
    public static boolean isName(String key) {
        return NAME.matcher(key).matches();
    }

    public static Optional<String> folder(Value value) {
        return value.text(FOLDER, "the name of a folder");
    }

    /** A host name or an IP address. */
    public static Optional<String> host(Value value) {
        return value.text(HOST, "a host name or an IP address");
    }

    /** One that is probed: its name may have letters beyond ASCII. */
    public static Optional<String> server(Value value) {
        return value.text(SERVER, "a host name or an IP address");
    }

    public static boolean isHost(String text) {
        return HOST.matcher(text).matches();
    }

    public static Optional<String> login(Value value) {
        return value.text(LOGIN, "a login [USER@]HOST");
    }

    public static Optional<String> user(Value value) {
        return value.text(USER, "the name of a user");
    }

    public static Optional<String> resource(Value value) {
        return value.text(RESOURCE, "the name of a cluster resource");
    }

    /** A choice as it is written: lower case, with dashes. */
    public static String word(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** One of the choices of an enumeration. */
    public static <E extends Enum<E>> Optional<E> choice(Value value, E[] choices) {
        return value.oneOf(choices, Names::word);
    }
}
