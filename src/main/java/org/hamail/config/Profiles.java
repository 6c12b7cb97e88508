package org.hamail.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.hamail.config.yaml.ConfigException;

/**
 * The profiles by name: those that hamail brings along, one YAML resource each, and those of the administrator.
 *
 * @param configured the administrator's, from the configuration
 */
public record Profiles(Map<String, ProfileConfig> configured) {
    /** Those of hamail that this process has read: they do not change while it runs. */
    private static final Map<String, ProfileConfig> READ = new ConcurrentHashMap<>();

    public Profiles {
        configured = Map.copyOf(configured);
    }

    /** Only the built-in ones. */
    public static Profiles builtIn() {
        return new Profiles(Map.of());
    }

    /** The profile of this name; empty when there is none. */
    public Optional<ProfileConfig> find(String name) {
        return isBuiltIn(name) ? Optional.of(builtIn(name)) : Optional.ofNullable(configured.get(name));
    }

    public static boolean isBuiltIn(String name) {
        return ProfileConfig.BUILT_IN.contains(name);
    }

    /** All names, the built-in ones first. */
    public List<String> names() {
        var names = new ArrayList<>(ProfileConfig.BUILT_IN);
        configured.keySet().stream().filter(name -> !isBuiltIn(name)).sorted().forEach(names::add);
        return names;
    }

    private static ProfileConfig builtIn(String name) {
        ProfileConfig read = READ.get(name);
        if (read == null) {
            read = resource(name);
            READ.put(name, read);
        }
        return read;
    }

    private static ProfileConfig resource(String name) {
        String file = name + ".yaml";
        try (InputStream in = Profiles.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("the profile " + file + " is missing in this build");
            }
            return ProfileConfig.read(name, file, in);
        } catch (ConfigException e) {
            throw new IllegalStateException("a profile of our own is wrong: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
