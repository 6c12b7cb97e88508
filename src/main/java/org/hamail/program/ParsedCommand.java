package org.hamail.program;

import java.util.List;
import java.util.Optional;
import org.hamail.agent.Check.Answer;
import org.hamail.checks.CheckProgram;
import org.hamail.cli.Arguments;
import org.hamail.cli.UsageException;
import org.jspecify.annotations.Nullable;

/** The words of a check that runs again and again: read once, unless they made no sense, which may have changed. */
final class ParsedCommand {
    private final List<String> words;
    private final @Nullable Arguments arguments;
    private final Optional<String> fault;

    ParsedCommand(CheckProgram program, List<String> words) {
        this.words = words;
        Arguments read = null;
        String wrong = null;
        try {
            read = program.read(words);
        } catch (UsageException e) {
            wrong = String.valueOf(e.getMessage());
        }
        this.arguments = read;
        this.fault = Optional.ofNullable(wrong);
    }

    /** What makes no sense about them. */
    Optional<String> fault() {
        return fault;
    }

    /** What they ask for; empty when they make no sense. */
    Optional<Arguments> arguments() {
        return Optional.ofNullable(arguments);
    }

    List<String> words() {
        return words;
    }

    Answer answer(CheckProgram program) {
        CheckProgram.CheckAnswer answer = arguments == null ? program.answer(words) : program.answer(words, arguments);
        return new Answer(answer.text(), answer.exitCode());
    }
}
