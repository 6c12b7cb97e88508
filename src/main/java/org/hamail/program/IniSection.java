package org.hamail.program;

import java.util.ArrayList;
import java.util.List;
import org.hamail.check.UsageException;
import org.hamail.plugin.ServerText;

/**
 * The options in one section of an ini file of the Monitoring Plugins: lines {@code option=value}, comments in lines of
 * their own behind {@code #} or {@code ;}. Quotes are part of a value, a section may occur several times.
 */
final class IniSection {
    private final String name;
    private final List<String> words = new ArrayList<>();
    private boolean inSection;
    private boolean inAnySection;

    IniSection(String name) {
        this.name = name;
    }

    /** Its options as words of a command line; none when there is no such section. */
    List<String> read(String text) throws UsageException {
        for (String line : text.split("\n", -1)) {
            read(line.strip(), line);
        }
        return words;
    }

    private void read(String line, String shown) throws UsageException {
        if (line.isEmpty() || line.startsWith("#") || line.startsWith(";")) {
            return;
        }
        if (line.startsWith("[")) {
            int end = line.indexOf(']');
            inAnySection = true;
            inSection = end > 0 && line.substring(1, end).strip().equals(name);
            if (inSection) {
                read(line.substring(end + 1).strip(), shown);
            }
        } else if (!inAnySection) {
            throw wrong(shown);
        } else if (inSection) {
            words.add(word(line, shown));
        }
    }

    private static String word(String line, String shown) throws UsageException {
        int equals = line.indexOf('=');
        if (equals < 1) {
            throw wrong(shown);
        }
        String option = line.substring(0, equals).strip();
        String value = line.substring(equals + 1).strip();
        if (option.length() == 1) {
            return "-" + option + value;
        }
        return "--" + option + (value.isEmpty() ? "" : "=" + value);
    }

    private static UsageException wrong(String line) {
        return new UsageException("--extra-opts: '" + ServerText.of(line, 80) + "' is not option=value in a section");
    }
}
