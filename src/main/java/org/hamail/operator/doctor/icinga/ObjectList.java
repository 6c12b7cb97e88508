package org.hamail.operator.doctor.icinga;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what {@code icinga2 object list} prints: an object a block, its attributes indented, each with the places that set it. */
final class ObjectList {
    private static final Pattern OBJECT = Pattern.compile("Object '(.*)' of type '([A-Za-z]+)':.*");
    private static final Pattern PLACE = Pattern.compile("'(.*)', lines (\\d+):");
    private static final Pattern COLOUR = Pattern.compile("\u001B\\[[0-9;]*m");

    private final Consumer<IcingaObject> objects;
    private final List<String> path = new ArrayList<>();
    private @Nullable IcingaObject object;
    private boolean isInside;

    ObjectList(Consumer<IcingaObject> objects) {
        this.objects = objects;
    }

    /** The number of lines that are no part of any object, and the first of them. */
    record Strange(int lines, int first) {}

    Strange read(BufferedReader in) throws IOException {
        int number = 0;
        int strange = 0;
        int first = 0;
        for (String raw = in.readLine(); raw != null; raw = in.readLine()) {
            number++;
            String line = raw.indexOf('\u001B') < 0 ? raw : COLOUR.matcher(raw).replaceAll("");
            if (!line.isBlank() && !line(line)) {
                strange++;
                first = first == 0 ? number : first;
            }
        }
        end();
        return new Strange(strange, first);
    }

    private boolean line(String line) {
        if (line.charAt(0) != ' ') {
            isInside = begin(line);
        } else if (object != null) {
            attribute(object, line);
        }
        return isInside;
    }

    private boolean begin(String line) {
        end();
        Matcher begin = OBJECT.matcher(line);
        boolean isObject = begin.matches();
        if (isObject && IcingaObject.TYPES.contains(begin.group(2))) {
            object = new IcingaObject(begin.group(2), begin.group(1));
        }
        return isObject;
    }

    private void end() {
        if (object != null) {
            objects.accept(object);
        }
        object = null;
        path.clear();
    }

    private void attribute(IcingaObject of, String line) {
        int indent = 0;
        while (indent < line.length() && line.charAt(indent) == ' ') {
            indent++;
        }
        if (line.startsWith("% ", indent)) {
            place(of, line, indent);
        } else if (line.startsWith("* ", indent)) {
            value(of, line, indent);
        }
    }

    private void value(IcingaObject of, String line, int indent) {
        int depth = indent / 2 - 1;
        while (path.size() > Math.max(0, depth)) {
            path.remove(path.size() - 1);
        }
        int equals = line.indexOf(" = ", indent);
        path.add(line.substring(indent + 2, equals < 0 ? line.length() : equals));
        if (equals >= 0) {
            of.put(path(path.size()), unquoted(line.substring(equals + 3)));
        }
    }

    private void place(IcingaObject of, String line, int indent) {
        boolean isDeclared = line.startsWith("% declared", indent);
        String about = isDeclared ? "" : path(Math.min(path.size(), indent / 2 - 1));
        if (!isDeclared && !IcingaObject.isKept(about)) {
            return; // most lines of a large list
        }
        Matcher place = PLACE.matcher(line);
        if (!place.find() || place.group(1).isEmpty()) {
            return;
        }
        String where = place.group(1) + ":" + place.group(2);
        if (isDeclared) {
            of.declaredAt(where);
        } else {
            of.modifiedAt(about, where);
        }
    }

    private String path(int depth) {
        return depth == 1 ? path.get(0) : String.join(".", path.subList(0, depth));
    }

    private static String unquoted(String text) {
        return text.length() > 1 && text.startsWith("\"") && text.endsWith("\"")
                ? text.substring(1, text.length() - 1)
                : text;
    }
}
