package org.hamail.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringTokenizer;
import org.hamail.plugin.ServerText;

/**
 * Replaces {@code --extra-opts[=[section][@file]]} by the options that stand in that section of an ini file. They come
 * before the words of the command line, which therefore win.
 *
 * <p>Source: Monitoring Plugins, "Extra-opts"; file search and grammar as in its version 2.3.
 */
public final class ExtraOpts {
    /** The option, without a value. */
    public static final String OPTION = "--extra-opts";

    private static final List<String> NAMES = List.of("monitoring-plugins.ini", "plugins.ini", "nagios-plugins.ini");
    private static final List<String> PLACES = List.of(
            "/usr/local/etc/monitoring-plugins/monitoring-plugins.ini",
            "/usr/local/etc/monitoring-plugins.ini",
            "/etc/monitoring-plugins/monitoring-plugins.ini",
            "/etc/monitoring-plugins.ini",
            "/etc/nagios/plugins.ini",
            "/usr/local/nagios/etc/plugins.ini",
            "/usr/local/etc/nagios/plugins.ini",
            "/etc/opt/nagios/plugins.ini",
            "/etc/nagios-plugins.ini",
            "/usr/local/etc/nagios-plugins.ini",
            "/etc/opt/nagios-plugins.ini");
    private static final int FILE_LIMIT = 1 << 20;

    private final String defaultSection;
    private final Map<String, String> environment;

    /** Options of the program {@code name}: its section when none is named. */
    public ExtraOpts(String name, Map<String, String> environment) {
        this.defaultSection = name;
        this.environment = environment;
    }

    public List<String> expand(List<String> words) throws UsageException {
        var extra = new ArrayList<String>();
        var own = new ArrayList<String>();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (word.startsWith(OPTION + "=")) {
                extra.addAll(section(word.substring(OPTION.length() + 1)));
            } else if (!word.equals(OPTION)) {
                own.add(word);
            } else if (i + 1 < words.size() && !isOption(words.get(i + 1))) {
                i++;
                extra.addAll(section(words.get(i)));
            } else {
                extra.addAll(section(""));
            }
        }
        extra.addAll(own);
        return extra;
    }

    private static boolean isOption(String word) {
        return word.startsWith("-") && !word.startsWith("---");
    }

    private List<String> section(String locator) throws UsageException {
        int at = locator.indexOf('@');
        String named = at < 0 ? locator : locator.substring(0, at);
        String section = named.isEmpty() ? defaultSection : named;
        String file = at < 0 ? defaultFile() : locator.substring(at + 1);
        if (file.isEmpty()) {
            throw new UsageException(OPTION + ": no configuration file in any standard location");
        }
        List<String> options = new IniSection(section).read(text(file));
        if (options.isEmpty()) {
            throw new UsageException(OPTION + ": no options in section '" + ServerText.of(section, 80) + "' of '"
                    + ServerText.of(file, 200) + "'");
        }
        return options;
    }

    private String defaultFile() {
        String file = environment.get("MP_CONFIG_FILE");
        if (file != null) {
            return file;
        }
        var folders = new StringTokenizer(environment.getOrDefault("NAGIOS_CONFIG_PATH", ""), ":");
        while (folders.hasMoreTokens()) {
            String folder = folders.nextToken();
            for (String name : NAMES) {
                if (Files.exists(Path.of(folder, name))) {
                    return folder + "/" + name;
                }
            }
        }
        return PLACES.stream()
                .filter(place -> Files.exists(Path.of(place)))
                .findFirst()
                .orElse("");
    }

    private static String text(String file) throws UsageException {
        try {
            if (!file.equals("-") && Files.exists(Path.of(file)) && !Files.isRegularFile(Path.of(file))) {
                throw new IOException("not a regular file"); // a pipe would be waited for, for ever
            }
            return content(file);
        } catch (IOException | InvalidPathException e) {
            throw new UsageException(OPTION + ": cannot read '" + ServerText.of(file, 200) + "'", e);
        }
    }

    private static String content(String file) throws IOException, UsageException {
        try (InputStream in = file.equals("-") ? System.in : Files.newInputStream(Path.of(file))) {
            byte[] bytes = in.readNBytes(FILE_LIMIT + 1);
            if (bytes.length > FILE_LIMIT) {
                throw new UsageException(OPTION + ": '" + ServerText.of(file, 200) + "' is larger than 1 MB");
            }
            String text = new String(bytes, StandardCharsets.UTF_8);
            return text.startsWith("\uFEFF") ? text.substring(1) : text; // editors leave a byte order mark
        }
    }
}
