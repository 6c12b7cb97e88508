package org.hamail.launcher;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** The launchers as they are installed, above jars in which {@link Sample} stands for every program. */
final class InstalledTree {
    static final Map<String, String> PROGRAMS = new TreeMap<>(Map.of(
            "check_mail_daemon", "CheckMailDaemon",
            "check_mail_protocol", "CheckMailProtocol",
            "check_mail_directory", "CheckMailDirectory",
            "check_mail_ha", "CheckMailHa",
            "handle_mail_fault", "HandleMailFault",
            "hamail", "Hamail",
            "hamail-agent", "HamailAgent"));

    private static final Path SAMPLE = Path.of("src/test/java/org/hamail/launcher/Sample.java");

    final Path root;

    InstalledTree(Path root) throws IOException {
        this.root = root;
        copyLaunchers();
        Path classes = compile();
        for (Map.Entry<String, String> program : PROGRAMS.entrySet()) {
            jar(program.getKey(), program.getValue(), classes);
        }
    }

    Path launcher(String program) {
        return root.resolve("plugins").resolve(program);
    }

    Path jarOf(String program) {
        return root.resolve(program.replace('_', '-') + ".jar");
    }

    Path archives() {
        return root.resolve("archives");
    }

    private void copyLaunchers() throws IOException {
        Path plugins = Files.createDirectories(root.resolve("plugins"));
        try (Stream<Path> files = Files.list(Path.of("plugins"))) {
            for (Path file : files.toList()) {
                Files.copy(file, plugins.resolve(file.getFileName()), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    /** Every program's main class, and its rehearsal, is {@link Sample} under another name. */
    private Path compile() throws IOException {
        Path sources = Files.createDirectories(root.resolve("sources"));
        Path classes = Files.createDirectories(root.resolve("classes"));
        for (String main : PROGRAMS.values()) {
            write(sources, main, "words");
            write(sources, main + "Rehearsal", "new String[] {\"rehearse\"}");
        }
        try (Stream<Path> files = Files.list(sources)) {
            Stream<String> options = Stream.of("--release", "17", "-d", classes.toString(), SAMPLE.toString());
            String[] words = Stream.concat(options, files.map(Path::toString)).toArray(String[]::new);
            if (ToolProvider.getSystemJavaCompiler().run(null, null, null, words) != 0) {
                throw new AssertionError("the stand-ins do not compile");
            }
        }
        return classes;
    }

    private static void write(Path sources, String name, String words) throws IOException {
        Files.writeString(
                sources.resolve(name + ".java"),
                "package org.hamail.program; public class " + name
                        + " { public static void main(String[] words) throws Exception {"
                        + " org.hamail.launcher.Sample.main(" + words + "); } }");
    }

    private void jar(String program, String main, Path classes) throws IOException {
        try (OutputStream out = Files.newOutputStream(jarOf(program));
                var jar = new JarOutputStream(out);
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String entry = classes.relativize(file).toString();
                if (entry.contains("launcher") || entry.matches(".*/" + main + "(Rehearsal)?\\.class")) {
                    jar.putNextEntry(new JarEntry(entry));
                    Files.copy(file, jar);
                }
            }
        }
    }
}
