package org.hamail.checks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hamail.cli.Arguments;
import org.hamail.cli.UsageException;
import org.hamail.config.Installation;
import org.hamail.config.ProfileConfig;
import org.hamail.config.ServerRoots;
import org.hamail.config.yaml.ConfigException;
import org.hamail.plugin.ServerText;
import org.hamail.probe.CannotObserve;

/**
 * The server roots that a call means, by {@code --server-root}, {@code --instance} and {@code --nsserver-cfg}.
 *
 * <p>They may lie on a disk that does not answer, so reading them takes a time bound around it.
 */
record InstallationOptions(Optional<Path> root, Optional<String> instance, Optional<Path> list, boolean usesRoots) {

    static InstallationOptions read(Arguments arguments, ProfileConfig profile) throws UsageException {
        Optional<Path> root = arguments.path("server-root");
        if (root.isPresent() && !root.get().isAbsolute()) {
            throw new UsageException(
                    "--server-root: '" + ServerText.of(root.get().toString(), 80) + "' is not absolute");
        }
        Optional<String> instance =
                arguments.has("instance") ? Optional.of(arguments.required("instance")) : Optional.empty();
        if (instance.isPresent() && !instance.get().matches(Installation.INSTANCE_PREFIX + "[A-Za-z0-9._-]+")) {
            throw new UsageException(
                    "--instance: '" + ServerText.of(instance.get(), 80) + "' is not a folder msg-NAME");
        }
        Optional<Path> list = arguments.path("nsserver-cfg");
        boolean uses = list.isPresent() || root.isPresent() || instance.isPresent() || profile.needsServerRoot();
        return new InstallationOptions(root.map(Path::normalize), instance, list, uses);
    }

    /** The installations that are meant; none means that it does not matter where a program lies. */
    List<Installation> installations() throws UsageException, CannotObserve {
        if (!usesRoots) {
            return List.of();
        }
        Path file = list.orElse(ServerRoots.DEFAULT_FILE);
        try {
            Optional<ServerRoots> listed = ServerRoots.read(file);
            if (listed.isEmpty() && list.isPresent()) {
                throw new CannotObserve("the list of server roots " + file + " is missing");
            }
            return select(listed);
        } catch (ConfigException e) {
            throw new UsageException(e.onOneLine(), e);
        } catch (IOException e) {
            throw new CannotObserve("the server roots in " + file + " cannot be read", e);
        }
    }

    private List<Installation> select(Optional<ServerRoots> listed)
            throws UsageException, ConfigException, IOException {
        List<Path> roots = listed.map(ServerRoots::roots).orElse(List.of());
        if (list.isPresent() && roots.isEmpty()) {
            throw new UsageException("--nsserver-cfg: " + list.get() + " lists no server root");
        }
        if (root.isPresent() && !roots.isEmpty() && !roots.contains(root.get())) {
            throw new UsageException(
                    "--server-root: " + ServerText.of(root.get().toString()) + " is not listed in "
                            + listed.map(ServerRoots::file).orElse(ServerRoots.DEFAULT_FILE));
        }
        var found = new ArrayList<Installation>();
        for (Path path : root.map(List::of).orElse(roots)) {
            String source = listed.map(list -> list.file().toString()).orElse("--server-root");
            int line = listed.map(list -> list.lines().getOrDefault(path, 0)).orElse(0);
            found.add(Installation.look(path, source, line));
        }
        return narrowed(found, !roots.isEmpty());
    }

    /** Only the installation with the instance that was asked for, or those that may have it: they are not mounted. */
    private List<Installation> narrowed(List<Installation> found, boolean listed) throws UsageException {
        if (instance.isEmpty()) {
            return markMissing(found, listed);
        }
        if (found.isEmpty()) {
            throw new UsageException("--instance needs --server-root, or a list of server roots");
        }
        List<Installation> fit = found.stream()
                .filter(place -> !place.mounted() || place.instance().equals(instance))
                .map(place -> new Installation(place.root(), instance, place.mounted()))
                .toList();
        if (fit.isEmpty()) {
            throw new UsageException("--instance: there is no " + instance.get() + " in "
                    + found.get(0).root() + (found.size() > 1 ? " or another server root" : ""));
        }
        List<Installation> mounted = fit.stream().filter(Installation::mounted).toList();
        return markMissing(mounted.isEmpty() ? fit : mounted, listed);
    }

    /** Only a listed root may be missing on this node; one that nobody lists is taken as it was named. */
    private static List<Installation> markMissing(List<Installation> found, boolean listed) {
        return found.stream()
                .map(place -> new Installation(place.root(), place.instance(), place.mounted() || !listed))
                .toList();
    }
}
