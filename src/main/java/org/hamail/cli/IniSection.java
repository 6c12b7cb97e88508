package org.hamail.cli;

import java.util.ArrayList;
import java.util.List;

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
        String[] lines = text.split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            read(lines[i].strip(), i + 1);
        }
        return words;
    }

    private void read(String line, int number) throws UsageException {
        if (line.isEmpty() || line.startsWith("#") || line.startsWith(";")) {
            return;
        }
        if (line.startsWith("[")) {
            begin(line, number);
        } else if (!inAnySection) {
            throw wrong(number);
        } else if (inSection) {
            words.add(word(line, number));
        }
    }

    private void begin(String line, int number) throws UsageException {
        int end = line.indexOf(']');
        inAnySection = true;
        inSection = end > 0 && line.substring(1, end).strip().equals(name);
        if (inSection) {
            read(line.substring(end + 1).strip(), number);
        }
    }

    private static String word(String line, int number) throws UsageException {
        int equals = line.indexOf('=');
        if (equals < 1) {
            throw wrong(number);
        }
        String option = line.substring(0, equals).strip();
        String value = line.substring(equals + 1).strip();
        if (option.length() == 1) {
            return "-" + option + value;
        }
        return "--" + option + (value.isEmpty() ? "" : "=" + value);
    }

    /** Without the words of the line: what was named by mistake may be a file of passwords. */
    private static UsageException wrong(int number) {
        return new UsageException("--extra-opts: line " + number + " is not option=value in a section");
    }
}
