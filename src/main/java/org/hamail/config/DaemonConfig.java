package org.hamail.config;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.hamail.config.yaml.Key;
import org.hamail.config.yaml.Keys;
import org.hamail.config.yaml.Names;
import org.hamail.config.yaml.Problems;
import org.hamail.config.yaml.Section;
import org.hamail.config.yaml.Value;
import org.hamail.config.yaml.ValueKind;
import org.hamail.model.MailProtocol;
import org.hamail.model.Placeholders;
import org.hamail.model.Role;
import org.hamail.model.TlsMode;

/**
 * How one role looks on a node: its processes, and what it speaks.
 *
 * @param command name of the process
 * @param arguments a regular expression that is found in its command line
 * @param user who runs it
 * @param pidFile absolute, or beginning with <code>{server_root}</code>; <code>{instance}</code> may follow
 * @param min processes that must be there
 * @param listener empty where only the processes are looked at
 */
public record DaemonConfig(
        Optional<String> command,
        Optional<String> arguments,
        Optional<String> user,
        Optional<String> pidFile,
        int min,
        Optional<Integer> max,
        Optional<Listener> listener) {
    static final Keys KEYS = new Keys("a daemon of a profile");
    private static final ValueKind<Integer> PROCESSES = ValueKind.number(1, 100_000);
    private static final Key<String> COMMAND = KEYS.optional(
            "command",
            ValueKind.text("text"),
            "none",
            "name or path of the program; at least one of command, arguments and pid_file");
    private static final Key<String> ARGUMENTS =
            KEYS.optional("arguments", new RegularExpression(), "any", "what is found in its command line");
    private static final Key<String> USER = KEYS.optional("user", Names.USER, "any", "the user that it runs as");
    private static final Key<String> PID_FILE = KEYS.optional(
            "pid_file",
            ValueKind.text(
                    "path",
                    "(/|\\{server_root}/)[^{}]*(\\{instance}[^{}]*)?",
                    "an absolute path, or one that begins with {server_root}/"),
            "none",
            "the file with its process id; may begin with `{server_root}/` and hold `{instance}`");
    private static final Key<Integer> MIN = KEYS.usual("min", PROCESSES, 1, "processes that must be there");
    private static final Key<Integer> MAX = KEYS.optional("max", PROCESSES, "any", "processes that may be there");
    private static final Key<MailProtocol> PROTOCOL = KEYS.optional(
            "protocol",
            ValueKind.choice(MailProtocol.values(), MailProtocol.usualWords()),
            "none",
            "as the role has it, or for mshttpd and stored lmtp or sieve, which are notify only; without it only the"
                    + " process is looked at");
    private static final Key<Integer> PORT =
            KEYS.optional("port", ValueKind.number(1, 65535), "the protocol's", "where it listens");
    private static final Key<TlsMode> TLS =
            KEYS.usual("tls", ValueKind.choice(TlsMode.values()), TlsMode.NONE, "how a probe of it is encrypted");

    /** What it speaks, and where. */
    public record Listener(MailProtocol protocol, int port, TlsMode tls) {}

    /** Where the pid file is; empty when there is none, or the installation is not known that it lies in. */
    public Optional<Path> pidFile(Placeholders installation) {
        return pidFile.filter(file -> !installation.leavesOpen(file)).map(file -> Path.of(installation.fill(file)));
    }

    /** {@code ports}: the roles by their ports, those that were read before. */
    static DaemonConfig read(Role role, Section keys, Map<Integer, Role> ports) {
        if (!keys.has(COMMAND) && !keys.has(ARGUMENTS) && !keys.has(PID_FILE)) {
            keys.problem("at least one of command, arguments and pid_file is required");
        }
        int min = keys.usual(MIN);
        Optional<Integer> max = max(keys, min);
        Optional<Listener> listener = listener(role, keys);
        listener.ifPresent(own -> requireFree(own.port(), role, keys, ports));
        var daemon = new DaemonConfig(
                keys.get(COMMAND), keys.get(ARGUMENTS), keys.get(USER), keys.get(PID_FILE), min, max, listener);
        return keys.only(KEYS, daemon);
    }

    private static Optional<Integer> max(Section keys, int min) {
        Optional<Integer> max = keys.get(MAX);
        max.filter(most -> most < min).ifPresent(most -> keys.problem(MAX, most + " is less than min"));
        return max;
    }

    private static void requireFree(int port, Role role, Section keys, Map<Integer, Role> ports) {
        Role other = ports.putIfAbsent(port, role);
        if (other != null) {
            keys.problem("port " + port + " is already used by " + other.word());
        }
    }

    private static Optional<Listener> listener(Role role, Section keys) {
        Optional<MailProtocol> protocol = keys.get(PROTOCOL);
        protocol.filter(other -> !role.mayBeAskedIn(other)).ifPresent(other -> refuse(other, role, keys));
        if (!keys.has(PROTOCOL)) {
            keys.problem(TLS, "needs a protocol");
            keys.problem(PORT, "needs a protocol");
        }
        TlsMode tls = keys.usual(TLS);
        Optional<Integer> port = keys.get(PORT);
        port.ifPresent(number -> warnWherePlain(number, tls, keys));
        return protocol.map(spoken -> new Listener(spoken, port.orElse(spoken.port(tls)), tls));
    }

    private static void refuse(MailProtocol protocol, Role role, Section keys) {
        String spoken = role.protocol().map(MailProtocol::word).orElse("no protocol");
        String why = Role.isOfNoRole(protocol)
                ? "; " + protocol.word() + " is notify only, and goes with mshttpd and stored"
                : "";
        keys.problem(PROTOCOL, role.word() + " speaks " + spoken + why);
    }

    private static void warnWherePlain(int port, TlsMode tls, Section keys) {
        if (tls != TlsMode.IMPLICIT && MailProtocol.isTlsPort(port)) {
            String advice = "without tls: implicit a probe of it times out, which is acted on";
            keys.warn(PORT, "port " + port + " is known for implicit TLS; " + advice);
        }
    }

    /** A regular expression of java.util.regex. */
    private static final class RegularExpression extends ValueKind<String> {
        RegularExpression() {
            super("regular expression");
        }

        @Override
        public Optional<String> read(Value value) {
            Optional<String> text = value.text();
            try {
                return text.map(Pattern::compile).map(Pattern::pattern);
            } catch (PatternSyntaxException e) {
                value.problem("'" + Problems.shown(text.orElse("")) + "' is not a regular expression");
                return Optional.empty();
            }
        }
    }
}
