package org.hamail.measure;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreeScanner;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.hamail.measure.Sources.Source;

/** Every text with words in it that the sources hold: what people can come to see, room by room. */
final class Messages {
    private static final String VALUE = "{}";
    /** A letter and a blank. */
    private static final Pattern WORDS = Pattern.compile("(?s).*[A-Za-z].* .*|.* .*[A-Za-z].*");

    private Messages() {}

    /** A heading for each room; below it a line for each text, with its place. What is not constant is {@code {}}. */
    static String of(Sources sources) {
        Map<String, StringBuilder> rooms = new TreeMap<>();
        for (Source source : sources.all()) {
            StringBuilder room = rooms.computeIfAbsent(source.room(), name -> new StringBuilder());
            source.tree().accept(new Texts(sources, source, room), null);
        }
        var all = new StringBuilder();
        rooms.forEach((room, texts) -> {
            if (!texts.isEmpty()) {
                all.append("== ").append(room).append('\n').append(texts).append('\n');
            }
        });
        return all.toString();
    }

    /** The texts of one file, a concatenation as one. */
    private static final class Texts extends TreeScanner<Void, Void> {
        private final Sources sources;
        private final Source source;
        private final StringBuilder out;

        Texts(Sources sources, Source source, StringBuilder out) {
            this.sources = sources;
            this.source = source;
            this.out = out;
        }

        @Override
        public Void visitAnnotation(AnnotationTree annotation, Void nothing) {
            return null;
        }

        @Override
        public Void visitLiteral(LiteralTree literal, Void nothing) {
            if (literal.getValue() instanceof String text) {
                add(literal, text);
            }
            return null;
        }

        @Override
        public Void visitBinary(BinaryTree sum, Void nothing) {
            if (sum.getKind() != Tree.Kind.PLUS) {
                return super.visitBinary(sum, null);
            }
            var text = new StringBuilder();
            join(sum, text);
            add(sum, text.toString());
            return null;
        }

        private void join(Tree part, StringBuilder text) {
            if (part instanceof BinaryTree sum && sum.getKind() == Tree.Kind.PLUS) {
                join(sum.getLeftOperand(), text);
                join(sum.getRightOperand(), text);
            } else if (part instanceof LiteralTree literal) {
                text.append(literal.getValue());
            } else if (part instanceof ParenthesizedTree inner) {
                join(inner.getExpression(), text);
            } else {
                text.append(VALUE);
                scan(part, null);
            }
        }

        private void add(Tree tree, String text) {
            if (WORDS.matcher(text.replace(VALUE, "")).matches()) {
                out.append(source.file().getFileName())
                        .append(':')
                        .append(sources.line(source, tree))
                        .append(": ")
                        .append(text.replace("\n", "\\n"))
                        .append('\n');
            }
        }
    }
}
