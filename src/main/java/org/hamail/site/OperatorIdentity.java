package org.hamail.site;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.hamail.plugin.ServerText;
import org.hamail.process.Users;

/** Who runs the command, as far as the system knows it. */
public final class OperatorIdentity {
    private static final Path LOGIN = Path.of("/proc/self/loginuid");
    private static final String NO_LOGIN = "4294967295";

    private OperatorIdentity() {}

    /** The person, and the user as whom it acts where that is another. */
    public static String name(Map<String, String> environment) {
        String told = System.getProperty(AsOwner.PERSON, "");
        if (!told.isEmpty()) {
            return ServerText.of(told);
        }
        return name(System.getProperty("user.name", "?"), ownUid(), environment, login());
    }

    /**
     * sudo(8) is believed only by root: anybody else can set its variables. Everybody is believed by the login that the kernel
     * keeps through every change of user (pam_loginuid(8)).
     */
    static String name(String user, long uid, Map<String, String> environment, Optional<String> login) {
        String sudo = environment.getOrDefault("SUDO_USER", "");
        Optional<String> person =
                uid == 0 && fits(sudo, environment.getOrDefault("SUDO_UID", "")) ? Optional.of(sudo) : login;
        return ServerText.of(person.filter(name -> !name.equals(user))
                        .map(name -> name + " as ")
                        .orElse("")
                + user);
    }

    private static boolean fits(String name, String uid) {
        OptionalLong known = name.isEmpty() ? OptionalLong.empty() : Users.uid(name);
        return known.isPresent() && uid.equals(Long.toString(known.getAsLong()));
    }

    private static long ownUid() {
        try {
            return StateOwner.ownUid();
        } catch (IOException e) {
            return -1;
        }
    }

    private static Optional<String> login() {
        try {
            String uid = Files.readString(LOGIN, StandardCharsets.US_ASCII).strip();
            return uid.matches("[0-9]{1,10}") && !uid.equals(NO_LOGIN)
                    ? StateOwner.nameOf(Long.parseLong(uid))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
