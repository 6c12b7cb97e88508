package org.hamail.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/** User names as numbers: process tables know only those. */
public final class Users {
    private static final Path PASSWD = Path.of("/etc/passwd");

    private Users() {}

    /** The id of a user by name or number; empty when there is no such user. */
    public static OptionalLong uid(String nameOrNumber) {
        if (nameOrNumber.matches("[0-9]{1,10}")) {
            return OptionalLong.of(Long.parseLong(nameOrNumber));
        }
        if (!nameOrNumber.matches("[A-Za-z_][A-Za-z0-9_.@-]*")) {
            return OptionalLong.empty();
        }
        OptionalLong local = fromFile(nameOrNumber);
        return local.isPresent() ? local : fromNameService(nameOrNumber);
    }

    private static OptionalLong fromFile(String name) {
        try {
            for (String line :
                    Files.readAllLines(PASSWD, StandardCharsets.ISO_8859_1)) { // a lambda would not be in the archive
                String[] fields = line.split(":", -1);
                if (fields.length > 3 && fields[0].equals(name) && fields[2].matches("[0-9]{1,10}")) {
                    return OptionalLong.of(Long.parseLong(fields[2]));
                }
            }
            return OptionalLong.empty();
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }

    /** Users that live in a directory; Java itself does not tell their numbers. */
    private static OptionalLong fromNameService(String name) {
        try {
            String text = answer(name);
            return text.matches("[0-9]{1,10}") ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
        } catch (IOException e) {
            return OptionalLong.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return OptionalLong.empty();
        }
    }

    private static String answer(String name) throws IOException, InterruptedException {
        Process id = new ProcessBuilder("id", "-u", "--", name)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        id.getOutputStream().close();
        if (!id.waitFor(5, TimeUnit.SECONDS)) {
            id.destroyForcibly();
            return "";
        }
        return new String(id.getInputStream().readNBytes(64), StandardCharsets.US_ASCII).strip();
    }
}
