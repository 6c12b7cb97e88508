package org.hamail.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** Help, usage and version texts, made from the option definitions. */
public final class Help {
    private static final int COLUMN = 34;

    private Help() {}

    public static String full(String name, String purpose, List<OptionSpec> options) {
        return full(name, "", purpose, options);
    }

    /** The same, of a program that also takes {@code argument} without an option. */
    public static String full(String name, String argument, String purpose, List<OptionSpec> options) {
        return version(name) + purpose + "\n\n" + usage(name + argument, options) + "\n"
                + options.stream().map(Help::line).collect(Collectors.joining());
    }

    /** The short usage behind a usage error. */
    public static String usage(String name, List<OptionSpec> options) {
        String words = options.stream().map(Help::brief).collect(Collectors.joining(" "));
        return "Usage: " + name + " " + words + "\n";
    }

    public static String version(String name) {
        return name + " (hamail) " + ProgramVersion.TEXT + "\n";
    }

    private static String brief(OptionSpec option) {
        String spelling = option.shortName().isEmpty() ? "--" + option.longName() : "-" + option.shortName();
        String value = option.implied() == null ? " " + option.argument() : " [" + option.argument() + "]";
        String words = spelling + (option.takesValue() ? value : "");
        return option.required() ? words : "[" + words + "]";
    }

    private static String line(OptionSpec option) {
        String spelling = (option.shortName().isEmpty() ? "      " : "  ") + option.spelling();
        String gap = spelling.length() < COLUMN ? " ".repeat(COLUMN - spelling.length()) : "\n" + " ".repeat(COLUMN);
        return spelling + gap + option.help() + "\n";
    }

    /** The version of this build. */
    private static final class ProgramVersion {
        static final String TEXT = read();

        private static String read() {
            try (InputStream in = Help.class.getResourceAsStream("version.txt")) {
                return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8).strip();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
