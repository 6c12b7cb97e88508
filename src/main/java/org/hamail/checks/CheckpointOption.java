package org.hamail.checks;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hamail.cli.UsageException;
import org.hamail.plugin.ServerText;
import org.hamail.process.CheckpointFile;

/** The value of {@code --fresh}: {@code FILE,AGE}, the age in seconds or with {@code s m h d} behind it. */
final class CheckpointOption {
    private static final Pattern GRAMMAR = Pattern.compile("(.+),([0-9]{1,9})([smhd]?)", Pattern.DOTALL);

    private CheckpointOption() {}

    static CheckpointFile read(String text) throws UsageException {
        Matcher matcher = GRAMMAR.matcher(text);
        if (!matcher.matches() || Long.parseLong(matcher.group(2)) == 0) {
            throw wrong(text, "FILE,AGE with an age above 0 in seconds");
        }
        try {
            return new CheckpointFile(
                    Path.of(matcher.group(1)), unit(matcher.group(3)).multipliedBy(Long.parseLong(matcher.group(2))));
        } catch (InvalidPathException e) {
            throw wrong(text, "a path and an age");
        }
    }

    private static UsageException wrong(String text, String wanted) {
        return new UsageException("--fresh: '" + ServerText.of(text, 80) + "' is not " + wanted);
    }

    private static Duration unit(String letter) {
        return switch (letter) {
            case "m" -> Duration.ofMinutes(1);
            case "h" -> Duration.ofHours(1);
            case "d" -> Duration.ofDays(1);
            default -> Duration.ofSeconds(1);
        };
    }
}
