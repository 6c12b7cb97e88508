package org.hamail.recovery;

import java.io.IOException;

/** The configuration that a worker was started with: it may be changed while the worker is at it, which can be for long. */
public interface ConfigurationInForce {
    /** One that nobody changes. */
    ConfigurationInForce FOR_EVER = new ConfigurationInForce() {
        @Override
        public boolean hasChanged() {
            return false;
        }

        @Override
        public void startNextWorker() {
            throw new IllegalStateException("it has not changed");
        }
    };

    /** Whether it is another now, or cannot be read any more. */
    boolean hasChanged();

    /**
     * Starts the worker that reads the one of now, and returns at once.
     *
     * @throws IOException when it could not be started
     */
    void startNextWorker() throws IOException;
}
