package org.hamail.operator.setup;

import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.hamail.cli.Arguments;
import org.hamail.cli.OptionSpec;
import org.hamail.cli.UsageException;
import org.hamail.config.ConfigLoader;
import org.hamail.config.HamailConfig;
import org.hamail.config.ProfileConfig;
import org.hamail.config.Profiles;
import org.hamail.config.yaml.ConfigException;
import org.hamail.io.ShellLine;
import org.hamail.model.NearestWord;
import org.hamail.operator.JsonAnswer;
import org.hamail.operator.Verb;
import org.hamail.plugin.ServerText;
import org.hamail.probe.Probe.CannotObserve;
import org.hamail.profile.FittingProfile;
import org.hamail.site.Configuration;
import org.hamail.site.OperatorIdentity;
import org.hamail.site.StateOwner;
import org.hamail.time.Deadline;
import org.hamail.time.Deadline.Ticker;

/** {@code hamail init}: writes a first configuration, which does nothing but record, and overwrites none. */
public final class InitVerb {
    private static final String NAME = "init";
    private static final OptionSpec LOGICAL_HOST =
            OptionSpec.value("l", "logical-host", "NAME", "what the service is called; mail1 when not given");
    private static final OptionSpec ADDRESS =
            OptionSpec.value("", "address", "ADDRESS", "its address; 127.0.0.1 when no node is named");
    private static final OptionSpec NODE = OptionSpec.value(
            "",
            "node",
            "[USER@]NAME",
            "a node that can hold it, reached by ssh, once for each; this machine when none is given");
    private static final OptionSpec PROFILE = OptionSpec.value(
            "", "profile", "NAME", "the mail server; when not given, the one that runs here, else dovecot-postfix");
    private static final OptionSpec SERVER_ROOT =
            OptionSpec.value("", "server-root", "DIR", "where it is installed, for profiles that need it");
    private static final OptionSpec INSTANCE = OptionSpec.value("", "instance", "NAME", "its instance below that");
    private static final OptionSpec ENGINE =
            OptionSpec.value("", "engine", "KIND", "what restarts and moves: none, pacemaker or command");
    private static final OptionSpec RESOURCE =
            OptionSpec.value("", "resource", "NAME", "the group in Pacemaker; NAME-group when not given");
    private static final OptionSpec STATE_DIR =
            OptionSpec.value("", "state-dir", "DIR", "where the state is kept; /var/lib/hamail when not given");

    private static final List<Path> CORES =
            List.of(Path.of("/var/lib/nagios4/status.dat"), Path.of("/usr/local/nagios/var/status.dat"));
    private static final Duration LOOK = Duration.ofSeconds(5);

    private InitVerb() {}

    public static Verb verb() {
        List<OptionSpec> own =
                List.of(LOGICAL_HOST, ADDRESS, NODE, PROFILE, SERVER_ROOT, INSTANCE, ENGINE, RESOURCE, STATE_DIR);
        return new Verb(
                NAME,
                "Write a first configuration, with which everything is recorded and nothing done; an existing one is left"
                        + " as it is.",
                Stream.concat(own.stream(), Verb.CHANGING.stream()).toList(),
                InitVerb::run);
    }

    private static int run(Verb.Call call) throws UsageException, ConfigException, IOException {
        Arguments arguments = call.arguments().sensible();
        Path file = Configuration.file(arguments, call.console());
        if (Files.exists(file)) {
            return refused(call, file);
        }
        FirstConfiguration first = first(arguments);
        String text = first.text(origin(call), machine());
        HamailConfig config;
        try {
            config = ConfigLoader.read(file, text);
        } catch (ConfigException e) {
            throw new UsageException(
                    e.problems().get(0).key() + ": " + e.problems().get(0).message(), e);
        }
        boolean dry = arguments.has("dry-run");
        if (!dry) {
            write(file, text);
        }
        return answer(call, file, config, text, dry);
    }

    /** A file that is there is read, so that it is said at once what is wrong with it. */
    private static int refused(Verb.Call call, Path file) throws UsageException, ConfigException {
        HamailConfig config = Configuration.load(call.arguments(), call.console());
        Configuration.meant(config, call.arguments()); // a word that is none of them is a mistake, as with every verb
        String sentence = file + " is there already, and is valid; it is left as it is";
        if (call.arguments().has("json")) {
            answer(file, config).print(call.console().out(), Verb.REFUSED, "refused: " + sentence);
        } else {
            call.console().out().println("hamail: refused: " + sentence);
        }
        return Verb.REFUSED;
    }

    private static JsonAnswer answer(Path file, HamailConfig config) {
        var answer = new JsonAnswer(NAME);
        config.logicalHosts().keySet().forEach(name -> answer.logicalHost(name, Map.of()));
        return answer.with("file", new JsonPrimitive(file.toString()));
    }

    private static FirstConfiguration first(Arguments arguments) throws UsageException {
        List<String> nodes = arguments.all("node");
        Optional<String> kind = arguments.oneOf("engine", "none", "pacemaker", "command");
        refuseWhatDoesNotFit(arguments, nodes, kind);
        return new FirstConfiguration(
                arguments.text("logical-host").orElse("mail1"),
                arguments.text("state-dir").orElse("/var/lib/hamail"),
                arguments.text("address").orElse("127.0.0.1"),
                nodes,
                server(arguments),
                kind.orElse("none"),
                arguments.text("resource"),
                CORES.stream().filter(Files::exists).findFirst().map(Path::toString));
    }

    private static void refuseWhatDoesNotFit(Arguments arguments, List<String> nodes, Optional<String> kind)
            throws UsageException {
        if (nodes.size() > 1 && kind.isEmpty()) {
            throw new UsageException("several nodes need --engine pacemaker, or --engine command");
        }
        if (arguments.text("resource").isPresent() && !kind.equals(Optional.of("pacemaker"))) {
            throw new UsageException("--resource goes with --engine pacemaker only");
        }
        if (!nodes.isEmpty() && arguments.text("address").isEmpty()) {
            throw new UsageException("--node needs --address, where clients reach the service");
        }
    }

    private static FirstConfiguration.Server server(Arguments arguments) throws UsageException {
        Optional<String> named = arguments.text("profile");
        String profile = named.isPresent() ? known(named.get()) : running();
        boolean needsRoot = Profiles.builtIn()
                .find(profile)
                .filter(ProfileConfig::needsServerRoot)
                .isPresent();
        if (needsRoot && arguments.text("server-root").isEmpty()) {
            throw new UsageException("the profile " + profile + " needs --server-root, and --instance");
        }
        return new FirstConfiguration.Server(profile, arguments.text("server-root"), arguments.text("instance"));
    }

    private static String known(String profile) throws UsageException {
        if (!Profiles.isBuiltIn(profile)) {
            throw new UsageException("--profile: '" + ServerText.of(profile, 60) + "' is not a profile"
                    + NearestWord.question(profile, ProfileConfig.BUILT_IN) + "; there are: "
                    + String.join(", ", ProfileConfig.BUILT_IN));
        }
        return profile;
    }

    private static String running() {
        try {
            List<String> here = FittingProfile.here(Path.of("/proc"), Deadline.after(LOOK, Ticker.system()));
            return here.stream()
                    .filter(name -> !needsServerRoot(name))
                    .findFirst()
                    .orElse("dovecot-postfix");
        } catch (CannotObserve e) {
            return "dovecot-postfix";
        }
    }

    private static boolean needsServerRoot(String profile) {
        return Profiles.builtIn()
                .find(profile)
                .filter(ProfileConfig::needsServerRoot)
                .isPresent();
    }

    private static String origin(Verb.Call call) {
        String reason = ServerText.detail(call.arguments().text("reason").orElse(""), 1000);
        return "Written by hamail init on " + Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS) + " for "
                + OperatorIdentity.name(call.console().environment()) + (reason.isEmpty() ? "" : ": " + reason);
    }

    private static String machine() {
        try {
            String name = InetAddress.getLocalHost().getHostName();
            int dot = name.indexOf('.');
            return dot > 0 ? name.substring(0, dot) : name;
        } catch (IOException e) {
            return "localhost";
        }
    }

    private static void write(Path file, String text) throws IOException {
        Path folder = file.getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        var readable = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r--r--"));
        Files.createFile(file, readable); // never over one that came meanwhile
        Files.writeString(file, text, StandardCharsets.UTF_8, StandardOpenOption.WRITE);
    }

    /** Commands for root, who becomes the owner of the state directory by itself. */
    private static String next(Path file, HamailConfig config) {
        Path stateDir = config.stateDir();
        String option = file.equals(ConfigLoader.DEFAULT_FILE)
                ? "" // else neither root's shell nor the core knows a variable that named it
                : " --config " + ShellLine.toType(List.of(file.toString()));
        return (Files.isDirectory(stateDir) ? "" : "as root: " + StateOwner.making(stateDir) + "; ")
                + "hamail validate" + option + "; hamail doctor" + option
                + "; then the services and the event handler of the core"
                + (option.isEmpty() ? "" : ", whose commands need" + option + " as well");
    }

    private static int answer(Verb.Call call, Path file, HamailConfig config, String text, boolean dry) {
        if (call.arguments().has("json")) {
            answer(file, config)
                    .with("written", new JsonPrimitive(!dry))
                    .with("text", new JsonPrimitive(text))
                    .print(call.console().out(), Verb.DONE);
            return Verb.DONE;
        }
        var lines = new ArrayList<String>();
        if (dry) {
            lines.addAll(text.lines().toList());
            lines.add("hamail: would write this to " + file);
        } else {
            lines.add("hamail: wrote " + file + "; everything is recorded and nothing done (mode log-only)");
            lines.add("next: " + next(file, config));
        }
        lines.forEach(call.console().out()::println);
        return Verb.DONE;
    }
}
