package org.hamail.config.yaml;

import java.util.List;
import java.util.stream.Collectors;

/** The configuration cannot be used. It names all problems at once, in the order of the file. */
public final class ConfigException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    public ConfigException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /** All of them on one line, for a program that has no more. */
    public String onOneLine() {
        return problems.stream().map(Problem::toString).collect(Collectors.joining("; "));
    }

    /** At least one. */
    public List<Problem> problems() {
        return problems;
    }
}
