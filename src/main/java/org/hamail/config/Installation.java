package org.hamail.config;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hamail.config.yaml.ConfigException;
import org.hamail.config.yaml.Problem;
import org.hamail.model.Placeholders;

/**
 * A server root: a complete installation with one instance, a folder {@code msg-*} in it.
 *
 * @param root absolute
 * @param instance the name of the folder; empty where there is none, or where the root is not mounted
 * @param mounted whether the root is there on this node
 */
public record Installation(Path root, Optional<String> instance, boolean mounted) {
    /** How the folders of instances begin. */
    public static final String INSTANCE_PREFIX = "msg-";

    /**
     * Looks at a server root.
     *
     * @param file where the root was named, and {@code line}: for the message when it has more than one instance
     * @throws ConfigException when it has
     * @throws IOException when it may not be looked at
     */
    public static Installation look(Path root, String file, int line) throws ConfigException, IOException {
        if (!Files.isDirectory(root)) {
            return new Installation(root, Optional.empty(), false);
        }
        List<String> instances = instances(root);
        if (instances.size() > 1) {
            String message = root + " has " + instances.size() + " instances, " + String.join(", ", instances)
                    + "; a server root has one";
            throw new ConfigException(List.of(new Problem(file, line, line == 0 ? 0 : 1, "", message)));
        }
        return new Installation(root, instances.stream().findFirst(), true);
    }

    /** What it stands for in commands and paths of its profile. */
    public Placeholders placeholders() {
        return Placeholders.none()
                .with(Placeholders.SERVER_ROOT, root.toString())
                .with(Placeholders.INSTANCE, instance);
    }

    private static List<String> instances(Path root) throws IOException {
        var names = new ArrayList<String>();
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(root, Installation::isInstance)) {
            folders.forEach(folder -> names.add(String.valueOf(folder.getFileName())));
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        names.sort(null);
        return names;
    }

    private static boolean isInstance(Path folder) {
        return String.valueOf(folder.getFileName()).startsWith(INSTANCE_PREFIX) && Files.isDirectory(folder);
    }
}
