package org.hamail.launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Stands in for a program under a launcher: does what its first word says. */
public final class Sample {
    private Sample() {}

    public static void main(String[] words) throws IOException, InterruptedException {
        switch (words.length == 0 ? "" : words[0]) {
            case "exit" -> leave(Integer.parseInt(words[1]));
            case "die" -> System.exit(Integer.parseInt(words[1]));
            case "throw" -> throw new IllegalStateException("thrown | [absent]\nsecond line");
            case "static" -> new Broken().touch();
            case "fill" -> fill();
            case "sleep" -> sleep(words);
            case "history", "status" -> sleep(new String[0]);
            case "say" -> say(String.join(" ", words).substring("say ".length()));
            case "read" -> say(new String(System.in.readAllBytes(), StandardCharsets.UTF_8));
            case "where" ->
                say(Locale.getDefault() + " " + System.getProperty("java.specification.version") + " "
                        + System.getenv("JAVA_TOOL_OPTIONS") + " " + System.getProperty("sample"));
            case "rehearse" -> write("rehearsed\n");
            default -> leave(3);
        }
    }

    /** Says so, and makes the file that the second word names: what it says may be held back. */
    private static void sleep(String[] words) throws IOException, InterruptedException {
        write("asleep\n");
        if (words.length > 1) {
            Files.createFile(Path.of(words[1]));
        }
        Thread.sleep(600_000);
    }

    private static void say(String text) throws IOException {
        write(text + "\n");
        leave(0);
    }

    private static void write(String text) throws IOException {
        System.out.write(text.getBytes(StandardCharsets.UTF_8));
        System.out.flush();
    }

    /** As a program under a launcher ends. */
    private static void leave(int code) {
        System.exit(Boolean.getBoolean("hamail.launched") ? 100 + code : code);
    }

    private static void fill() {
        List<byte[]> all = new ArrayList<>();
        while (all.size() < 1_000_000) {
            all.add(new byte[1 << 20]);
        }
    }

    /** A class that cannot be initialised. */
    private static final class Broken {
        private static final int NUMBER = Integer.parseInt("none");

        void touch() {
            System.out.println(NUMBER);
        }
    }
}
