package org.hamail.program;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.hamail.agent.Answer;
import org.hamail.agent.CheckRun;
import org.hamail.agent.Checks;

/** The checks of the jars, for the agent: the same words give the same answer. */
final class AgentChecks implements Checks {
    private final Map<String, Supplier<CheckCommand>> commands;

    AgentChecks(Map<String, Supplier<CheckCommand>> commands) {
        this.commands = Map.copyOf(commands);
    }

    @Override
    public Optional<CheckRun> run(List<String> words) {
        return Optional.ofNullable(words.isEmpty() ? null : commands.get(words.get(0)))
                .map(command -> new Run(command, words.subList(1, words.size())));
    }

    @Override
    public Optional<CheckRun> runFor(List<String> words) {
        return run(words).filter(run -> ((Run) run).meansTheSameEverywhere());
    }

    /** One run of a command. */
    private record Run(Supplier<CheckCommand> command, List<String> words) implements CheckRun {
        @Override
        public Answer answer() {
            CheckProgram.Answer answer = new CheckProgram(command.get()).answer(words);
            return new Answer(answer.text(), answer.exitCode());
        }

        /** Whether the words mean to the agent what they mean in their speaker's folder and environment. */
        boolean meansTheSameEverywhere() {
            return new Portable(new CheckProgram(command.get()).options()).are(words);
        }
    }
}
