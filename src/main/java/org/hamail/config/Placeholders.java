package org.hamail.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a profile leaves open: <code>{server_root}</code>, <code>{instance}</code>, <code>{logical_host}</code> and
 * <code>{daemon}</code>, filled in for one server.
 */
public record Placeholders(Map<String, String> values) {
    public Placeholders {
        values = Map.copyOf(values);
    }

    /** Those of an installation; what is not known stays open. */
    public static Placeholders of(Optional<Path> serverRoot, Optional<String> instance) {
        var values = new HashMap<String, String>();
        serverRoot.ifPresent(root -> values.put("server_root", root.toString()));
        instance.ifPresent(name -> values.put("instance", name));
        return new Placeholders(values);
    }

    /** The same with one more. */
    public Placeholders with(String name, String value) {
        var more = new HashMap<>(values);
        more.put(name, value);
        return new Placeholders(more);
    }

    /** The words of a command; empty when one of them stays open. */
    public Optional<List<String>> fill(List<String> words) {
        var filled = new ArrayList<String>();
        for (String word : words) {
            Optional<String> text = fill(word);
            if (text.isEmpty()) {
                return Optional.empty();
            }
            filled.add(text.get());
        }
        return Optional.of(List.copyOf(filled));
    }

    /** The pid file of a daemon; empty when it has none or its place is not known. */
    public Optional<Path> pidFile(DaemonConfig daemon) {
        return daemon.pidFile().flatMap(this::fill).map(Path::of);
    }

    /** Whether servers of this profile lie below a server root. */
    public static boolean needsServerRoot(ProfileConfig profile) {
        return profile.daemons().values().stream()
                        .anyMatch(daemon -> daemon.pidFile().orElse("").contains("{server_root}"))
                || List.of(profile.start(), profile.stop(), profile.restart()).stream()
                        .anyMatch(words ->
                                String.join(" ", words.orElse(List.of())).contains("{server_root}"));
    }

    /** In one pass, so that a value which looks like a placeholder is not filled in again. */
    private Optional<String> fill(String text) {
        var filled = new StringBuilder();
        int from = 0;
        while (from < text.length()) {
            int open = text.indexOf('{', from);
            int close = open < 0 ? -1 : text.indexOf('}', open);
            if (close < 0) {
                break;
            }
            String value = values.get(text.substring(open + 1, close));
            if (value == null) {
                return Optional.empty();
            }
            filled.append(text, from, open).append(value);
            from = close + 1;
        }
        return Optional.of(filled.append(text.substring(from)).toString());
    }
}
