package org.hamail.operator.doctor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.hamail.config.yaml.Problems;
import org.hamail.config.yaml.YamlNode;
import org.hamail.config.yaml.YamlReader;

/** Where keys stand in {@code hamail.yaml}. */
final class YamlPlaces {
    private final Path file;
    private final Optional<YamlNode> root;

    YamlPlaces(Path file) {
        this.file = file;
        this.root = read(file);
    }

    private static Optional<YamlNode> read(Path file) {
        try {
            return YamlReader.read(Files.readString(file, StandardCharsets.UTF_8), new Problems(file.toString()));
        } catch (IOException e) {
            return Optional.empty(); // it was read a moment ago; without it only the file is named
        }
    }

    /** What the last of {@code keys} has; empty where one of them is not there. A number counts in a list. */
    Optional<YamlNode> value(String... keys) {
        Optional<YamlNode> node = root;
        for (String key : keys) {
            node = node.flatMap(from -> below(from, key));
        }
        return node;
    }

    private static Optional<YamlNode> below(YamlNode node, String key) {
        if (node instanceof YamlNode.Mapping mapping) {
            return mapping.entries().stream()
                    .filter(one -> one.key().text().equals(key))
                    .findFirst()
                    .map(YamlNode.MapEntry::value);
        }
        return node instanceof YamlNode.Listing list
                ? list.items().stream().skip(Integer.parseInt(key)).findFirst()
                : Optional.empty();
    }

    /** {@code FILE:LINE} of the last of {@code keys}, or of the innermost that is there. A number counts in a list. */
    String of(String... keys) {
        int line = 0;
        Optional<YamlNode> node = root;
        for (String key : keys) {
            if (node.isPresent() && node.get() instanceof YamlNode.Mapping mapping) {
                Optional<YamlNode.MapEntry> entry = mapping.entries().stream()
                        .filter(one -> one.key().text().equals(key))
                        .findFirst();
                line = entry.map(one -> one.key().line()).orElse(line);
                node = entry.map(YamlNode.MapEntry::value);
            } else if (node.isPresent() && node.get() instanceof YamlNode.Listing listing) {
                int index = Integer.parseInt(key);
                node = index < listing.items().size()
                        ? Optional.of(listing.items().get(index))
                        : Optional.empty();
                line = node.map(YamlNode::line).orElse(line);
            } else {
                break;
            }
        }
        return line == 0 ? file.toString() : file + ":" + line;
    }
}
