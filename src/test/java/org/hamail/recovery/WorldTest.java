package org.hamail.recovery;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A test in a world of its own in which the mail service is down. */
abstract class WorldTest {
    @TempDir
    Path stateDir = Path.of("/nonexistent");

    World world = new World(stateDir);

    @BeforeEach
    void makeWorld() {
        world = new World(stateDir);
        world.served = false;
    }
}
