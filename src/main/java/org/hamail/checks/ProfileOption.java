package org.hamail.checks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.hamail.cli.Arguments;
import org.hamail.cli.UsageException;
import org.hamail.config.ConfigLoader;
import org.hamail.config.ProfileConfig;
import org.hamail.config.Profiles;
import org.hamail.config.ServerConfig;
import org.hamail.config.yaml.ConfigException;
import org.hamail.plugin.ServerText;

/** The profile that a call means. The configuration is read only for a profile that hamail does not bring along. */
final class ProfileOption {
    private ProfileOption() {}

    static ProfileConfig read(Arguments arguments) throws UsageException {
        String name = arguments.has("profile") ? arguments.required("profile") : ServerConfig.DEFAULT_PROFILE;
        if (arguments.path("config").map(file -> !Files.isReadable(file)).orElse(false)) {
            throw new UsageException(
                    "--config: " + ServerText.of(arguments.required("config"), 200) + " is missing or cannot be read");
        }
        Profiles profiles = Profiles.isBuiltIn(name) ? Profiles.builtIn() : configured(arguments);
        return profiles.find(name)
                .orElseThrow(() -> new UsageException("--profile: '" + ServerText.of(name, 80) + "' is not one of "
                        + String.join(", ", profiles.names())));
    }

    private static Profiles configured(Arguments arguments) throws UsageException {
        Optional<Path> named = named(arguments);
        Path file = named.orElse(ConfigLoader.DEFAULT_FILE);
        if (named.isEmpty() && !Files.exists(file)) {
            return Profiles.builtIn();
        }
        try {
            return new Profiles(ConfigLoader.load(file).profiles());
        } catch (ConfigException e) {
            throw new UsageException(e.onOneLine(), e);
        }
    }

    private static Optional<Path> named(Arguments arguments) throws UsageException {
        Optional<Path> named = arguments.path("config");
        String variable = System.getenv("HAMAIL_CONFIG");
        return named.isEmpty() && variable != null && !variable.isEmpty() ? Optional.of(Path.of(variable)) : named;
    }
}
