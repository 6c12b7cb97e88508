package org.hamail.measure;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreeScanner;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;
import org.hamail.measure.Sources.Source;

/** Counts what a reader of the code meets: rooms, files, methods, names. */
final class Measures {
    private static final int SHORT = 20;

    /** What a core tells has as many words as it has. */
    private static final String WIDE = "Notification";

    /** A number and what it belongs to. */
    record Sized(long size, String what) {
        @Override
        public String toString() {
            return size + " (" + what + ")";
        }
    }

    private final Sources sources;
    private final List<Source> files;
    private final List<Sized> methods = new ArrayList<>();
    private final List<Sized> records = new ArrayList<>();
    private final Map<String, Integer> names = new TreeMap<>();

    Measures(Sources sources) {
        this.sources = sources;
        this.files =
                sources.all().stream().filter(file -> !file.isPackageInfo()).toList();
        files.forEach(file -> file.tree().accept(new Counter(file), null));
    }

    /** Each measure with its figure and its aim. */
    List<String[]> rows() {
        var rows = new ArrayList<String[]>();
        Set<String> circles = new Imports(sources.all()).inACircle();
        add(rows, "rooms in a circle of imports", circles.isEmpty() ? "0" : circles.toString(), "0");
        add(rows, "files in the largest room", largestRoom().toString(), "at most 30");
        List<Sized> lengths = files.stream()
                .map(file -> new Sized(file.lines().size(), name(file)))
                .toList();
        add(rows, "lines of a file: median", share(lengths, 0.5).size(), "at most 70");
        add(rows, "lines of a file: 90 of 100", share(lengths, 0.9).size(), "at most 150");
        add(rows, "lines of a file: longest", share(lengths, 1), "at most 250");
        long brief = lengths.stream().filter(length -> length.size() < SHORT).count();
        add(rows, "files below " + SHORT + " lines", brief, "fewer than 25");
        add(
                rows,
                "lines of a method, brace to brace: 90 of 100",
                share(methods, 0.9).size(),
                "at most 12");
        add(rows, "lines of a method, brace to brace: longest", share(methods, 1), "at most 30");
        List<String> twice = twice();
        add(rows, "simple names used twice", twice.size() + " " + twice, "at most 5");
        add(rows, "components of a record but " + WIDE + ": most", share(records, 1), "at most 8");
        add(rows, "files in all", files.size(), "-");
        add(rows, "lines in all", lengths.stream().mapToLong(Sized::size).sum(), "-");
        return rows;
    }

    private static void add(List<String[]> rows, String measure, Object figure, String aim) {
        rows.add(new String[] {measure, figure.toString(), aim});
    }

    private Sized largestRoom() {
        Map<String, Long> rooms = files.stream().collect(Collectors.groupingBy(Source::room, Collectors.counting()));
        return rooms.entrySet().stream()
                .map(room -> new Sized(room.getValue(), room.getKey()))
                .max((a, b) -> Long.compare(a.size(), b.size()))
                .orElseThrow();
    }

    private List<String> twice() {
        return names.entrySet().stream()
                .filter(name -> name.getValue() > 1)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The smallest value that {@code share} of all do not exceed. */
    static Sized share(List<Sized> values, double share) {
        List<Sized> sorted = values.stream()
                .sorted((a, b) -> Long.compare(a.size(), b.size()))
                .toList();
        return sorted.get((int) Math.ceil(sorted.size() * share) - 1);
    }

    private static String name(Source file) {
        return file.file().getFileName().toString().replace(".java", "");
    }

    /** Walks through one file. */
    private final class Counter extends TreeScanner<Void, Void> {
        private final Source file;

        Counter(Source file) {
            this.file = file;
        }

        @Override
        public Void visitClass(ClassTree type, Void nothing) {
            if (!type.getSimpleName().isEmpty()) {
                names.merge(type.getSimpleName().toString(), 1, Integer::sum);
            }
            if (type.getKind() == Tree.Kind.RECORD && !type.getSimpleName().contentEquals(WIDE)) {
                long components = type.getMembers().stream()
                        .filter(VariableTree.class::isInstance)
                        .map(VariableTree.class::cast)
                        .filter(field -> !field.getModifiers().getFlags().contains(Modifier.STATIC))
                        .count();
                records.add(new Sized(components, type.getSimpleName().toString()));
            }
            return super.visitClass(type, null);
        }

        @Override
        public Void visitMethod(MethodTree method, Void nothing) {
            BlockTree body = method.getBody();
            if (body != null) {
                methods.add(new Sized(sources.length(file, body), name(file) + "." + method.getName()));
            }
            return super.visitMethod(method, null);
        }
    }
}
