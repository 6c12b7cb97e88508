package org.hamail.recovery.policy;

/**
 * What is known of something outside: read, unreadable, or not asked yet. An unreadable gate is a closed gate.
 *
 * @param <T> what was read
 */
public sealed interface Reading<T> {
    /**
     * It was read.
     *
     * @param source who said so
     * @param age in seconds
     */
    record Known<T>(T value, String source, long age) implements Reading<T> {}

    /** It could not be read; {@code reason} is for people. */
    record Unreadable<T>(String reason, String source) implements Reading<T> {}

    /** Nobody has asked yet: the handler leaves this to the worker. */
    record NotAsked<T>() implements Reading<T> {}

    /** The configuration does not ask for it, so it holds nobody up. */
    record NotConfigured<T>() implements Reading<T> {}
}
