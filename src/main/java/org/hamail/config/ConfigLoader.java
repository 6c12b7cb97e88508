package org.hamail.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
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
        node.ifPresentOrElse(
                other -> problems.add(other, "", "expected keys and values"), () -> problems.add("is empty"));
        problems.throwIfAny();
        throw new IllegalStateException("a problem was added");
    }

    private static String text(Path file, Problems problems) throws ConfigException {
        try (InputStream in = open(file)) {
            return decode(in, problems);
        } catch (IOException e) {
            problems.add("cannot be read: " + reason(e));
        }
        problems.throwIfAny();
        throw new IllegalStateException("a problem was added");
    }

    private static InputStream open(Path file) throws IOException {
        Files.readAttributes(file, BasicFileAttributes.class);
        if (!Files.isRegularFile(file)) { // a pipe would be waited for, for ever
            throw new IOException("not a regular file");
        }
        return Files.newInputStream(file);
    }

    private static String reason(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "no such file";
        }
        return e instanceof AccessDeniedException
                ? "permission denied"
                : Problems.shown(String.valueOf(e.getMessage()));
    }

    /** All of {@code in} as UTF-8, but for a mark of byte order. */
    static String decode(InputStream in, Problems problems) throws IOException, ConfigException {
        byte[] bytes = in.readNBytes(LARGEST + 1);
        if (bytes.length > LARGEST) {
            problems.add("is larger than " + LARGEST + " bytes");
            problems.throwIfAny();
        }
        return withoutMark(text(bytes, problems));
    }

    private static String text(byte[] bytes, Problems problems) throws CharacterCodingException, ConfigException {
        try {
            CharBuffer text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return text.toString();
        } catch (CharacterCodingException e) {
            problems.add("is not UTF-8");
            problems.throwIfAny();
            throw e;
        }
    }

    /** {@code text} without a mark of byte order. */
    static String withoutMark(String text) {
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }
}
