package org.hamail.site;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hamail.cli.Arguments;
import org.hamail.cli.Program;
import org.hamail.cli.Program.Console;
import org.hamail.cli.UsageException;
import org.hamail.config.ConfigLoader;
import org.hamail.config.yaml.ConfigException;
import org.hamail.plugin.ServerText;

/**
 * Runs a program that root has started as the owner of the state directory, so that nothing there becomes root's, no link
 * there makes root write elsewhere, and root tries the very rights that the event handler will have. A JVM cannot change its user: it
 * starts the same words once more.
 */
public final class AsOwner implements Program {
    /** What this process is told about the person who started it as root. */
    static final String PERSON = "hamail.person";

    private static final int FAILED = 2;
    private static final int UNKNOWN = 3;

    /** What java exits with at these signals. */
    private static final int INTERRUPTED = 128 + 2;

    private static final int TERMINATED = 128 + 15;

    private final Program program;
    private final Options options;
    private final Failure failure;

    /** The options of a call, by which its configuration is found. */
    @FunctionalInterface
    public interface Options {
        Arguments of(List<String> words, Console console) throws UsageException;
    }

    /** Says, as the program says such things, that it could not run; the exit code. */
    @FunctionalInterface
    public interface Failure {
        int say(List<String> words, String sentence, Console console);
    }

    /** {@code options} of {@code program} say which configuration it is about. */
    public AsOwner(String name, Program program, Options options) {
        this(program, options, (words, sentence, console) -> say(name, sentence, console));
    }

    /** The same; {@code failure} says what cannot be done. */
    public AsOwner(Program program, Options options, Failure failure) {
        this.program = program;
        this.options = options;
        this.failure = failure;
    }

    private static int say(String name, String sentence, Console console) {
        boolean isCheck = name.startsWith("check_");
        console.out().println((isCheck ? "HA UNKNOWN [internal]: " : name + ": ") + sentence);
        return isCheck ? UNKNOWN : FAILED;
    }

    @Override
    public int run(List<String> words, Console console) {
        StateOwner owner;
        try {
            if (StateOwner.ownUid() != 0 || System.getProperty(PERSON) != null) {
                return program.run(words, console);
            }
            Path file = Configuration.file(options.of(words, console), console);
            owner = StateOwner.of(ConfigLoader.load(file).stateDir());
        } catch (UsageException | ConfigException | IOException e) {
            return program.run(words, console); // it says itself what is wrong, and touches nothing before
        }
        return owner.uid() == 0 ? program.run(words, console) : runAs(owner, words, console);
    }

    private int runAs(StateOwner owner, List<String> given, Console console) {
        try {
            List<String> words = owner.become(sameAgain(console))
                    .orElseThrow(() -> new IOException("neither setpriv nor su is there"));
            var builder = new ProcessBuilder(words).inheritIO();
            builder.environment().putAll(owner.environment());
            Process process = builder.start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
            int code = process.waitFor();
            if (code == INTERRUPTED
                    || code == TERMINATED) { // as whoever sent the signal wants; the launcher says the rest
                return Boolean.getBoolean("hamail.launched") ? code - LAUNCHED : code;
            }
            return code >= LAUNCHED && code <= LAUNCHED + UNKNOWN
                    ? code - LAUNCHED
                    : failed(
                            owner,
                            "its java ended with exit code " + code + " (can that user read "
                                    + System.getProperty("java.class.path") + "?)",
                            given,
                            console);
        } catch (IOException e) {
            return failed(owner, String.valueOf(e.getMessage()), given, console);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return failed(owner, "interrupted", given, console);
        }
    }

    /** The words of this process, with which the same program runs again; its exit code tells its own end from java's. */
    private static List<String> sameAgain(Console console) throws IOException {
        Charset charset = Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));
        String line = new String(Files.readAllBytes(Path.of("/proc/self/cmdline")), charset);
        var words = new ArrayList<>(Arrays.asList(line.split("\0", -1)));
        words.remove(words.size() - 1); // behind the last end of a word
        words.set(0, Files.readSymbolicLink(Path.of("/proc/self/exe")).toString());
        words.add(1, "-Dhamail.launched=true");
        words.add(2, "-D" + PERSON + "=" + OperatorIdentity.name(console.environment()));
        return words;
    }

    private int failed(StateOwner owner, String why, List<String> given, Console console) {
        String sentence = ServerText.detail(
                "could not run as " + owner.name() + ", to whom " + owner.directory() + " belongs: " + why, 500);
        return failure.say(given, sentence, console);
    }
}
