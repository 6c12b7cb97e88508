package org.hamail.profile;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.hamail.config.Installation;
import org.hamail.config.ProfileConfig;
import org.hamail.config.ServerRoots;
import org.hamail.config.yaml.ConfigException;
import org.hamail.plugin.ServerText;
import org.hamail.probe.Probe.CannotObserve;
import org.hamail.probe.TimeLimit;
import org.hamail.time.Deadline;
import org.jspecify.annotations.Nullable;

/**
 * The server roots that are meant, all of them or the one with a path or an instance.
 *
 * @param root absolute
 * @param instance a folder {@code msg-NAME}
 * @param list the file that lists the server roots, where it is not {@link ServerRoots#DEFAULT_FILE}
 * @param usesRoots whether it matters where a program lies
 */
public record ServerSelection(Optional<Path> root, Optional<String> instance, Optional<Path> list, boolean usesRoots) {

    /** What {@code profile} needs, narrowed down by what is known. */
    public static ServerSelection of(
            ProfileConfig profile, Optional<Path> root, Optional<String> instance, Optional<Path> list)
            throws InvalidSelection {
        if (root.isPresent() && !root.get().isAbsolute()) {
            throw new InvalidSelection(
                    "--server-root: '" + ServerText.of(root.get().toString(), 80) + "' is not absolute");
        }
        if (instance.isPresent() && !instance.get().matches(Installation.INSTANCE_PREFIX + "[A-Za-z0-9._-]+")) {
            throw new InvalidSelection(
                    "--instance: '" + ServerText.of(instance.get(), 80) + "' is not a folder msg-NAME");
        }
        boolean uses = list.isPresent() || root.isPresent() || instance.isPresent() || profile.needsServerRoot();
        return new ServerSelection(root.map(Path::normalize), instance, list, uses);
    }

    /** Whether anything of it was named. */
    boolean isNamed() {
        return root.isPresent() || instance.isPresent() || list.isPresent();
    }

    /** {@link #installations()}, given up at the deadline: server roots may lie on a disk that does not answer. */
    List<Installation> installations(Deadline deadline) throws InvalidSelection, CannotObserve {
        var refused = new AtomicReference<@Nullable InvalidSelection>();
        List<Installation> found = new TimeLimit<List<Installation>>(
                        limit -> {
                            try {
                                return installations();
                            } catch (InvalidSelection e) {
                                refused.set(e);
                                return List.of();
                            }
                        },
                        "the disk of the server root")
                .observe(deadline);
        InvalidSelection reason = refused.get();
        if (reason != null) {
            throw reason;
        }
        return found;
    }

    /** The installations that are meant; none means that it does not matter where a program lies. */
    private List<Installation> installations() throws InvalidSelection, CannotObserve {
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
            throw new InvalidSelection(e.onOneLine(), e);
        } catch (IOException e) {
            throw new CannotObserve("the server roots in " + file + " cannot be read", e);
        }
    }

    private List<Installation> select(Optional<ServerRoots> listed)
            throws InvalidSelection, ConfigException, IOException {
        List<Path> roots = listed.map(ServerRoots::roots).orElse(List.of());
        demandRoot(roots, listed);
        var found = new ArrayList<Installation>();
        for (Path path : root.map(List::of).orElse(roots)) {
            String source = listed.map(list -> list.file().toString()).orElse("--server-root");
            int line = listed.map(list -> list.lines().getOrDefault(path, 0)).orElse(0);
            found.add(Installation.look(path, source, line));
        }
        return markMissing(instance.isPresent() ? withInstance(found) : found, !roots.isEmpty());
    }

    private void demandRoot(List<Path> roots, Optional<ServerRoots> listed) throws InvalidSelection {
        if (list.isPresent() && roots.isEmpty()) {
            throw new InvalidSelection("--nsserver-cfg: " + list.get() + " lists no server root");
        }
        if (root.isPresent() && !roots.isEmpty() && !roots.contains(root.get())) {
            throw new InvalidSelection(
                    "--server-root: " + ServerText.of(root.get().toString()) + " is not listed in "
                            + listed.map(ServerRoots::file).orElse(ServerRoots.DEFAULT_FILE));
        }
    }

    /** Only the installation with the instance that was asked for, or those that may have it: they are not mounted. */
    private List<Installation> withInstance(List<Installation> found) throws InvalidSelection {
        if (found.isEmpty()) {
            throw new InvalidSelection("--instance needs --server-root, or a list of server roots");
        }
        List<Installation> fit = found.stream()
                .filter(place -> !place.mounted() || place.instance().equals(instance))
                .map(place -> new Installation(place.root(), instance, place.mounted()))
                .toList();
        if (fit.isEmpty()) {
            throw new InvalidSelection("--instance: there is no " + instance.get() + " in "
                    + found.get(0).root() + (found.size() > 1 ? " or another server root" : ""));
        }
        List<Installation> mounted = fit.stream().filter(Installation::mounted).toList();
        return mounted.isEmpty() ? fit : mounted;
    }

    /** Only a listed root may be missing on this node; one that nobody lists is taken as it was named. */
    private static List<Installation> markMissing(List<Installation> found, boolean listed) {
        return found.stream()
                .map(place -> new Installation(place.root(), place.instance(), place.mounted() || !listed))
                .toList();
    }

    /** What was asked for does not fit this machine: no such instance, a server root that is not listed, an unknown user. */
    public static final class InvalidSelection extends Exception {
        private static final long serialVersionUID = 1L;

        InvalidSelection(String message) {
            super(message);
        }

        InvalidSelection(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
