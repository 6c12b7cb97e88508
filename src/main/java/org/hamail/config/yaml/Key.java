package org.hamail.config.yaml;

import java.util.Optional;

/**
 * A key of the configuration. Reader, {@code hamail validate}, manual page and tables know it from here.
 *
 * @param needed whether it must be there
 * @param fallback the value that holds where it is missing, if one does
 * @param usual the same in words, or what its absence means
 * @param meaning a sentence for people, without its full stop
 */
public record Key<T>(
        String name, ValueKind<T> kind, boolean needed, Optional<T> fallback, String usual, String meaning) {
    /** One that must be there. */
    public static <T> Key<T> needed(String name, ValueKind<T> kind, String meaning) {
        return new Key<>(name, kind, true, Optional.empty(), "needed", meaning);
    }
}
