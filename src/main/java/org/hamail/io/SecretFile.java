package org.hamail.io;

import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;

/** A password or token. It never shows itself. */
public final class SecretFile {
    private static final int LONGEST = 4096;

    private final String text;

    private SecretFile(String text) {
        this.text = text;
    }

    /** No password at all. */
    public static SecretFile none() {
        return new SecretFile("");
    }

    /**
     * The first line of {@code file}.
     *
     * @throws IOException with a sentence for people: the file is missing, empty, too large, or others may read it
     */
    public static SecretFile fromFile(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException("password file " + file + " does not exist or is no file");
        }
        if (Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ)) {
            throw new IOException("password file " + file + " can be read by others (chmod o-r)");
        }
        byte[] bytes = read(file);
        String text = new String(bytes, StandardCharsets.UTF_8);
        String line = (text.startsWith("\uFEFF") ? text.substring(1) : text) // editors leave a byte order mark
                .lines()
                .findFirst()
                .orElse("");
        if (line.isBlank()) {
            throw new IOException("password file " + file + " is empty");
        }
        return new SecretFile(line);
    }

    private static byte[] read(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(LONGEST + 1);
            if (bytes.length > LONGEST) {
                throw new IOException("password file " + file + " is larger than " + LONGEST + " bytes");
            }
            return bytes;
        } catch (java.nio.file.AccessDeniedException e) {
            throw new IOException("password file " + file + " cannot be read", e);
        }
    }

    /** For those who send it. */
    public String reveal() {
        return text;
    }

    public boolean isAscii() {
        return reveal().chars().allMatch(c -> c < 0x80);
    }

    /** What a server said, without this secret, in whichever coding of a request it sent it back. */
    public String hiddenIn(String said) {
        if (text.isEmpty()) {
            return said;
        }
        String hidden = said;
        for (String form : List.of(text, URLEncoder.encode(text, StandardCharsets.UTF_8), json(text))) {
            hidden = hidden.replace(form, "(secret)");
        }
        return hidden;
    }

    private static String json(String text) {
        String quoted = new JsonPrimitive(text).toString();
        return quoted.substring(1, quoted.length() - 1);
    }

    @Override
    public String toString() {
        return "(secret)";
    }
}
