package org.hamail.support;

import java.util.Collections;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.MethodOrdererContext;

/** Another order each time, which says how to get it again: {@code -Dhamail.seed=N}. */
public final class ShuffledOrder implements MethodOrderer {
    @Override
    public void orderMethods(MethodOrdererContext context) {
        long seed = Long.getLong("hamail.seed", System.nanoTime() % 1_000_000);
        System.out.println(context.getTestClass().getSimpleName() + ": -Dhamail.seed=" + seed);
        Collections.shuffle(context.getMethodDescriptors(), new java.util.Random(seed));
    }
}
