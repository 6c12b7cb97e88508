package org.hamail.measure;

import com.sun.source.tree.ImportTree;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which room imports which, and the circles among them. */
final class Imports {
    static final String BASE = "org.hamail.";

    private final Map<String, Set<String>> arrows = new TreeMap<>();

    Imports(List<Sources.Source> sources) {
        sources.forEach(source -> arrows.put(source.room(), new TreeSet<>()));
        for (Sources.Source source : sources) {
            for (ImportTree line : source.tree().getImports()) {
                String name = line.getQualifiedIdentifier().toString();
                if (name.startsWith(BASE)) {
                    add(source.room(), room(name.substring(BASE.length())));
                }
            }
        }
    }

    /** Packages are written in small letters, types begin with a capital. */
    private static String room(String name) {
        var room = new StringBuilder();
        for (String part : name.split("\\.")) {
            if (Character.isUpperCase(part.charAt(0))) {
                break;
            }
            room.append(room.isEmpty() ? "" : ".").append(part);
        }
        return room.toString();
    }

    private void add(String from, String to) {
        if (!from.equals(to)) {
            arrows.get(from).add(to);
        }
    }

    /** The rooms that reach themselves. */
    Set<String> inACircle() {
        var circles = new TreeSet<String>();
        arrows.keySet().stream().filter(room -> reached(room).contains(room)).forEach(circles::add);
        return circles;
    }

    private Set<String> reached(String from) {
        var reached = new HashSet<String>();
        var open = new ArrayDeque<>(arrows.get(from));
        while (!open.isEmpty()) {
            String room = open.pop();
            if (reached.add(room)) {
                open.addAll(arrows.getOrDefault(room, Set.of()));
            }
        }
        return reached;
    }
}
