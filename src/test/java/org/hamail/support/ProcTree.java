package org.hamail.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A process table written down as text, one process a line, made into a folder like {@code /proc}.
 *
 * <p>Fields are separated by tabs, so blanks need no care: pid, parent, state, user id, start in ticks, kept name, program file ({@code -} when it
 * may not be seen), then the words of the command line, each a field ({@code -} for none). Tabs are written {@code \t},
 * line ends {@code \n}, backslashes {@code \\}. A line {@code uptime SECONDS} gives the time since boot, {@code #} begins a comment.
 */
public final class ProcTree implements AutoCloseable {
    /** A first process, without which a table is no table. */
    public static final String INIT = line(1, 0, 'S', 0, 100, "systemd", "/usr/lib/systemd/systemd", "/sbin/init");

    private final Path root;

    private ProcTree(Path root) {
        this.root = root;
    }

    /** One line of such a table. */
    public static String line(
            long pid, long parent, char state, long uid, long start, String command, String program, String... words) {
        String arguments = Arrays.stream(words).map(ProcTree::escape).collect(Collectors.joining("\t"));
        return pid + "\t" + parent + "\t" + state + "\t" + uid + "\t" + start + "\t" + escape(command) + "\t" + program
                + "\t" + (words.length == 0 ? "-" : arguments) + "\n";
    }

    /** Makes the folder that {@code table} describes. */
    public static ProcTree of(String table) {
        try {
            var tree = new ProcTree(Files.createTempDirectory("proc"));
            for (String line : table.split("\n")) {
                if (line.startsWith("uptime ")) {
                    Files.writeString(tree.root.resolve("uptime"), line.substring(7) + " 0.00\n");
                } else if (!line.isBlank() && !line.startsWith("#")) {
                    tree.add(line.split("\t"));
                }
            }
            return tree;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes the folder that a recorded table describes. */
    public static ProcTree read(Path file) throws IOException {
        return of(Files.readString(file));
    }

    public Path path() {
        return root;
    }

    private void add(String[] field) throws IOException {
        Path folder = Files.createDirectory(root.resolve(field[0]));
        String name = unescape(field[5]);
        Files.writeString(
                folder.resolve("stat"),
                "%s (%s) %s %s 0 0 0 -1 4194304 0 0 0 0 0 0 0 0 20 0 1 0 %s 0 0\n"
                        .formatted(field[0], name, field[2], field[1], field[4]));
        Files.writeString(
                folder.resolve("status"),
                "Name:\t%s\nState:\t%s\nPPid:\t%s\nUid:\t%s\t%s\t%s\t%s\n"
                        .formatted(field[5], field[2], field[1], field[3], field[3], field[3], field[3]));
        List<String> words = Arrays.asList(field).subList(7, field.length);
        String line = words.equals(List.of("-"))
                ? ""
                : words.stream().map(ProcTree::unescape).collect(Collectors.joining("\0", "", "\0"));
        Files.write(folder.resolve("cmdline"), line.getBytes(StandardCharsets.UTF_8));
        if (!field[6].equals("-")) {
            Files.createSymbolicLink(folder.resolve("exe"), Path.of(unescape(field[6])));
        }
    }

    private static String escape(String text) {
        return text.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t");
    }

    private static String unescape(String text) {
        return text.replace("\\n", "\n").replace("\\t", "\t").replace("\\\\", "\\");
    }

    @Override
    public void close() throws IOException {
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, @org.jspecify.annotations.Nullable IOException e)
                    throws IOException {
                Files.delete(folder);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
