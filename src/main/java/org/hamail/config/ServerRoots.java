package org.hamail.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hamail.config.yaml.ConfigException;
import org.hamail.config.yaml.Problem;

/**
 * The server roots of a node as {@code /etc/nsserver.cfg} lists them: one absolute path a line; blank lines and those that
 * begin with {@code #} do not count.
 *
 * @param lines each root and the line that it stands on, in the order of the file
 */
public record ServerRoots(Path file, Map<Path, Integer> lines) {
    /** Where the list is unless somebody says otherwise. */
    public static final Path DEFAULT_FILE = Path.of("/etc/nsserver.cfg");

    private static final int LARGEST = 1 << 20;

    /** All roots. */
    public List<Path> roots() {
        return List.copyOf(lines.keySet());
    }

    /**
     * Reads the list; empty when there is no such file.
     *
     * @throws ConfigException with every line that is not one absolute path
     * @throws IOException when it is there and cannot be read
     */
    public static Optional<ServerRoots> read(Path file) throws ConfigException, IOException {
        if (Files.exists(file) && !Files.isRegularFile(file)) { // a pipe would be waited for, for ever
            throw new FileSystemException(file.toString(), null, "not a regular file");
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(LARGEST + 1);
            requireSmall(bytes, file);
            return Optional.of(parse(file, new String(bytes, StandardCharsets.UTF_8)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private static void requireSmall(byte[] bytes, Path file) throws ConfigException {
        if (bytes.length > LARGEST) {
            throw new ConfigException(List.of(new Problem(file.toString(), 0, 0, "", "is not a list of server roots")));
        }
    }

    private static ServerRoots parse(Path file, String text) throws ConfigException {
        var lines = new LinkedHashMap<Path, Integer>();
        var problems = new ArrayList<Problem>();
        int number = 0;
        for (String line : ConfigLoader.withoutMark(text).split("\n", -1)) {
            problem(line.strip(), ++number, lines, file).ifPresent(problems::add);
        }
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
        return new ServerRoots(file, lines);
    }

    /** What is wrong with a line; the root in it is added to {@code lines}. */
    private static Optional<Problem> problem(String line, int number, Map<Path, Integer> lines, Path file) {
        if (line.isEmpty() || line.startsWith("#")) {
            return Optional.empty();
        }
        Optional<Path> root = path(line);
        Integer earlier = root.isEmpty() ? null : lines.putIfAbsent(root.get(), number);
        if (root.isPresent() && earlier == null) {
            return Optional.empty();
        }
        String message = root.isEmpty() ? "is not one absolute path" : "duplicate, first listed in line " + earlier;
        return Optional.of(new Problem(file.toString(), number, 1, "", message));
    }

    private static Optional<Path> path(String line) {
        // a second path or a remark behind the first would otherwise be taken for a part of its name
        boolean clean = line.startsWith("/")
                && !line.matches(".*\\s[/#].*")
                && line.codePoints().noneMatch(c -> Character.isISOControl(c) || c == 0xFFFD);
        try {
            Optional<Path> path = clean ? Optional.of(Path.of(line)) : Optional.empty();
            return path.filter(root -> root.normalize().equals(root) && root.getNameCount() > 0);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}
