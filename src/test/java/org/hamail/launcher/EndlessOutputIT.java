package org.hamail.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.hamail.support.Eventually;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What has no end is seen as it comes, also in a pipe or file, where all other output is held back until the end. */
class EndlessOutputIT {
    @TempDir
    static Path folder;

    private static InstalledTree tree;

    @BeforeAll
    static void install() throws IOException {
        tree = new InstalledTree(folder);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "history -f",
                "history mail1 --follow",
                "history --foll -n 1",
                "history mail1 -fn1",
                "status --watch",
                "status mail1 --wat=3"
            })
    void followedOutputIsSeenAtOnce(String words) throws Exception {
        Call call = new Call(tree.launcher("hamail"), words.split(" "));
        Process launcher = call.start();
        try {
            Eventually.get(Duration.ofMinutes(2), call::soFar, "asleep\n"::equals);
        } finally {
            launcher.destroy();
        }
        assertEquals(new Call.End(130, "asleep\n", ""), call.end(launcher));
    }
}
