package org.hamail.config.yaml;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The keys of one kind of section, each defined by the field that it is read by. */
public final class Keys {
    private final String title;
    private final List<Key<?>> all = new ArrayList<>();

    /** {@code title} says where they stand; {@code shared} stand in other sections as well. */
    public Keys(String title, Key<?>... shared) {
        this.title = title;
        all.addAll(Arrays.asList(shared));
    }

    /** One that must be there. */
    public <T> Key<T> needed(String name, ValueKind<T> kind, String meaning) {
        return add(Key.needed(name, kind, meaning));
    }

    /** One that has a default. */
    public <T> Key<T> usual(String name, ValueKind<T> kind, T value, String meaning) {
        return add(new Key<>(name, kind, false, Optional.of(value), kind.written(value), meaning));
    }

    /** One that may be missing; {@code absent} says what that means. */
    public <T> Key<T> optional(String name, ValueKind<T> kind, String absent, String meaning) {
        return add(new Key<>(name, kind, false, Optional.empty(), absent, meaning));
    }

    /** With those of a part that stands in other sections as well. */
    public Keys with(Keys part) {
        all.addAll(part.all);
        return this;
    }

    private <T> Key<T> add(Key<T> key) {
        all.add(key);
        return key;
    }

    public String title() {
        return title;
    }

    /** In the order in which they are described. */
    public List<Key<?>> all() {
        return List.copyOf(all);
    }

    /** Their names, in that order. */
    public List<String> names() {
        var names = new ArrayList<String>();
        for (Key<?> key : all) {
            names.add(key.name());
        }
        return names;
    }
}
