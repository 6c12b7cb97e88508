package org.hamail.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hamail.probe.Probe.CannotObserve;

/**
 * What a daemon wrote about itself: its process id, and for {@code stored} behind it {@code init} while it recovers and
 * {@code ready} when it serves.
 *
 * @param pid the number at the beginning of the file
 * @param isRecovering the word {@code init} stands behind it
 */
public record PidFile(long pid, boolean isRecovering) {
    private static final int ENOUGH = 4096;
    private static final Pattern CONTENT =
            Pattern.compile("\uFEFF?\\s*([0-9]{1,10})(?![0-9])\\s*([A-Za-z]*).*", Pattern.DOTALL);

    /**
     * Reads a pid file; empty when there is none.
     *
     * @throws CannotObserve when it may not be read or does not begin with a process id
     */
    public static Optional<PidFile> read(Path file) throws CannotObserve {
        if (Files.exists(file) && !Files.isRegularFile(file)) { // a pipe would be waited for, for ever
            throw new CannotObserve("pid file " + file + " is not a regular file");
        }
        try (InputStream in = Files.newInputStream(file)) {
            return Optional.of(parse(file, new String(in.readNBytes(ENOUGH), StandardCharsets.UTF_8)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new CannotObserve("pid file " + file + " cannot be read", e);
        }
    }

    private static PidFile parse(Path file, String content) throws CannotObserve {
        Matcher matcher = CONTENT.matcher(content);
        if (!matcher.matches() || Long.parseLong(matcher.group(1)) < 1) {
            throw new CannotObserve("pid file " + file + " does not begin with a process id");
        }
        return new PidFile(Long.parseLong(matcher.group(1)), matcher.group(2).equals("init"));
    }
}
