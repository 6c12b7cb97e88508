package org.hamail.measure;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** The Java files below a folder, read by the JDK's own parser and by nothing else: neither built nor resolved. */
final class Sources {
    static final Path MAIN = Path.of("src/main/java");

    /** One file and what stands in it. */
    record Source(Path file, CompilationUnitTree tree, List<String> lines) {
        /** The package without {@code org.hamail}: the room. */
        String room() {
            String name = tree.getPackageName().toString();
            return name.startsWith(Imports.BASE) ? name.substring(Imports.BASE.length()) : name;
        }

        boolean isPackageInfo() {
            return file.endsWith("package-info.java");
        }
    }

    private final List<Source> all = new ArrayList<>();
    private final Trees trees;

    private Sources(Trees trees) {
        this.trees = trees;
    }

    static Sources below(Path folder) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files =
                compiler.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8)) {
            JavacTask task = (JavacTask) compiler.getTask(
                    null, files, problem -> {}, List.of(), null, files.getJavaFileObjectsFromPaths(javaFiles(folder)));
            var sources = new Sources(Trees.instance(task));
            for (CompilationUnitTree tree : task.parse()) {
                Path file = Path.of(tree.getSourceFile().toUri());
                sources.all.add(new Source(file, tree, Files.readAllLines(file)));
            }
            return sources;
        }
    }

    private static List<Path> javaFiles(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Source> all() {
        return all;
    }

    /** From 1. */
    long line(Source source, Tree tree) {
        long position = trees.getSourcePositions().getStartPosition(source.tree(), tree);
        return source.tree().getLineMap().getLineNumber(position);
    }

    /** Lines from the first to the last of {@code tree}. */
    long length(Source source, Tree tree) {
        long end = trees.getSourcePositions().getEndPosition(source.tree(), tree);
        return source.tree().getLineMap().getLineNumber(end) - line(source, tree) + 1;
    }
}
