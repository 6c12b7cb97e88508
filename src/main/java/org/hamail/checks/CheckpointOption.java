package org.hamail.checks;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import org.hamail.cli.UsageException;
import org.hamail.model.TimeSpan;
import org.hamail.plugin.ServerText;
import org.hamail.process.CheckpointFile;

/** The value of {@code --fresh}: {@code FILE,AGE}, the age in seconds or with {@code s m h d} behind it. */
final class CheckpointOption {
    private CheckpointOption() {}

    static CheckpointFile read(String text) throws UsageException {
        int comma = text.lastIndexOf(',');
        String age = text.substring(comma + 1);
        boolean bare = !age.isEmpty() && Character.isDigit(age.charAt(age.length() - 1));
        Duration span = TimeSpan.parse(bare ? age + "s" : age).orElse(Duration.ZERO);
        if (comma < 1 || span.isZero()) {
            throw wrong(text, "FILE,AGE with an age above 0 in seconds");
        }
        try {
            return new CheckpointFile(Path.of(text.substring(0, comma)), span);
        } catch (InvalidPathException e) {
            throw wrong(text, "a path and an age");
        }
    }

    private static UsageException wrong(String text, String wanted) {
        return new UsageException("--fresh: '" + ServerText.of(text, 80) + "' is not " + wanted);
    }
}
