package org.hamail.recovery;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Tests with a state directory and a world of their own, each. */
public abstract class WithWorld {
    @TempDir
    protected Path stateDir = Path.of("/nonexistent");

    protected World world = new World(stateDir);

    @BeforeEach
    protected void makeWorld() {
        world = new World(stateDir);
    }
}
