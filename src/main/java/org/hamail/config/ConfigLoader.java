package org.hamail.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import org.hamail.config.yaml.ConfigException;
import org.hamail.config.yaml.Problems;
import org.hamail.config.yaml.Section;
import org.hamail.config.yaml.Value;
import org.hamail.config.yaml.YamlNode;
import org.hamail.config.yaml.YamlReader;
import org.jspecify.annotations.Nullable;

/** Reads the configuration file. Nothing in it is ever repaired silently. */
public final class ConfigLoader {
    /** Where it is unless {@code --config} or {@code HAMAIL_CONFIG} says otherwise. */
    public static final Path DEFAULT_FILE = Path.of("/etc/hamail/hamail.yaml");

    /** The largest file that is read, in bytes. */
    static final int LARGEST = 4 << 20;

    /** What was read last. The agent reads its file at each event, and the same text means the same. */
    private static volatile @Nullable ReadText last;

    private ConfigLoader() {}

    private record ReadText(String text, HamailConfig config) {}

    /**
     * The configuration in {@code file}, which is read each time, and parsed only when it has changed.
     *
     * @throws ConfigException with everything that is wrong with it, also when it cannot be read
     */
    public static HamailConfig load(Path file) throws ConfigException {
        String text = text(file, new Problems(file.toString()));
        ReadText before = last;
        if (before != null
                && before.config().file().equals(file)
                && before.text().equals(text)) {
            return before.config();
        }
        HamailConfig config = read(file, text);
        last = new ReadText(text, config);
        return config;
    }

    /** What {@code text} would mean if it stood in {@code file}. */
    public static HamailConfig read(Path file, String text) throws ConfigException {
        var problems = new Problems(file.toString());
        HamailConfig config = HamailConfig.read(file, root(text, problems), problems);
        problems.throwIfAny();
        return config;
    }

    /** All that {@code file} consists of, whatever it is. */
    static Value whole(Path file, Problems problems) throws ConfigException {
        Optional<YamlNode> node = YamlReader.read(text(file, problems), problems);
        problems.throwIfAnyBut(node);
        if (node.isEmpty()) {
            problems.add("is empty");
            problems.throwIfAny();
        }
        return new Value(node.orElseThrow(), node.orElseThrow(), "", problems);
    }

    /** The keys and values that {@code text} consists of. */
    static Section root(String text, Problems problems) throws ConfigException {
        Optional<YamlNode> node = YamlReader.read(text, problems);
        problems.throwIfAnyBut(node);
        if (node.isPresent() && node.get() instanceof YamlNode.Mapping mapping) {
            return new Section(mapping, "", problems);
        }
        if (node.isPresent()) {
            problems.add(node.get(), "", "expected keys and values");
        } else {
            problems.add("is empty");
        }
        problems.throwIfAny();
        throw new IllegalStateException("a problem was added");
    }

    private static String text(Path file, Problems problems) throws ConfigException {
        try {
            Files.readAttributes(file, BasicFileAttributes.class);
            if (Files.isRegularFile(file)) { // a pipe would be waited for, for ever
                try (InputStream in = Files.newInputStream(file)) {
                    return decode(in, problems);
                }
            }
            problems.add("cannot be read: not a regular file");
        } catch (NoSuchFileException e) {
            problems.add("cannot be read: no such file");
        } catch (AccessDeniedException e) {
            problems.add("cannot be read: permission denied");
        } catch (IOException e) {
            problems.add("cannot be read: " + Problems.shown(String.valueOf(e.getMessage())));
        }
        problems.throwIfAny();
        throw new IllegalStateException("a problem was added");
    }

    /** All of {@code in} as UTF-8, but for a mark of byte order. */
    static String decode(InputStream in, Problems problems) throws IOException, ConfigException {
        byte[] bytes = in.readNBytes(LARGEST + 1);
        if (bytes.length > LARGEST) {
            problems.add("is larger than " + LARGEST + " bytes");
            problems.throwIfAny();
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            problems.add("is not UTF-8");
            problems.throwIfAny();
            throw e;
        }
    }
}
