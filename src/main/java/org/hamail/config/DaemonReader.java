package org.hamail.config;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.hamail.config.yaml.Names;
import org.hamail.config.yaml.Problems;
import org.hamail.config.yaml.Section;
import org.hamail.config.yaml.Value;
import org.hamail.model.MailProtocol;
import org.hamail.model.Role;
import org.hamail.model.TlsMode;

/** Reads how one role looks. */
final class DaemonReader {
    private static final Pattern PID_FILE = Pattern.compile("(/|\\{server_root}/)[^{}]*(\\{instance}[^{}]*)?");
    private static final int MOST_PROCESSES = 100_000;

    private DaemonReader() {}

    /** {@code ports}: the roles by their ports, those that were read before. */
    static DaemonConfig read(Role role, Section keys, Map<Integer, Role> ports) {
        if (!keys.has("command") && !keys.has("arguments") && !keys.has("pid_file")) {
            keys.problem("needs a command, arguments or a pid_file to be found by");
        }
        Optional<String> command = keys.get("command").flatMap(Value::text);
        Optional<String> arguments =
                keys.get("arguments").flatMap(Value::text).filter(text -> isPattern(keys.get("arguments"), text));
        Optional<String> user = keys.get("user").flatMap(Names::user);
        Optional<String> pidFile = keys.get("pid_file")
                .flatMap(value -> value.text(PID_FILE, "an absolute path, or one that begins with {server_root}/"));
        int min = keys.get("min")
                .flatMap(value -> value.integer(1, MOST_PROCESSES))
                .orElse(1);
        Optional<Integer> max = keys.get("max").flatMap(value -> value.integer(1, MOST_PROCESSES));
        if (max.isPresent() && max.get() < min) {
            keys.get("max").orElseThrow().problem(max.get() + " is less than min");
        }
        Optional<MailProtocol> protocol = protocol(role, keys.get("protocol"));
        TlsMode tls = tls(keys);
        Optional<Integer> port = port(role, keys, ports, protocol, tls);
        keys.refuseOthers();
        return new DaemonConfig(command, arguments, user, pidFile, min, max, protocol, port, tls);
    }

    private static boolean isPattern(Optional<Value> value, String text) {
        try {
            Pattern.compile(text);
            return true;
        } catch (PatternSyntaxException e) {
            value.orElseThrow().problem("'" + Problems.shown(text) + "' is not a regular expression");
            return false;
        }
    }

    private static Optional<MailProtocol> protocol(Role role, Optional<Value> value) {
        Optional<MailProtocol> protocol = value.flatMap(word -> word.oneOf(MailProtocol.values(), MailProtocol::word));
        if (protocol.isPresent() && !role.mayBeAskedIn(protocol.get())) {
            String spoken = role.protocol().map(MailProtocol::word).orElse("no protocol");
            String why = Role.isOfNoRole(protocol.get())
                    ? "; " + protocol.get().word() + " is notify only, and goes with mshttpd and stored"
                    : "";
            value.orElseThrow().problem(role.word() + " speaks " + spoken + why);
        }
        return protocol;
    }

    private static TlsMode tls(Section keys) {
        Optional<Value> value = keys.get("tls");
        if (value.isPresent() && !keys.has("protocol")) {
            value.get().problem("needs a protocol");
        }
        return value.flatMap(word -> Names.choice(word, TlsMode.values())).orElse(TlsMode.NONE);
    }

    private static Optional<Integer> port(
            Role role, Section keys, Map<Integer, Role> ports, Optional<MailProtocol> protocol, TlsMode tls) {
        Optional<Value> value = keys.get("port");
        if (value.isPresent() && !keys.has("protocol")) {
            value.get().problem("needs a protocol");
        }
        Optional<Integer> port =
                value.isPresent() ? value.get().integer(1, 65535) : protocol.map(spoken -> spoken.port(tls));
        if (value.isPresent() && port.isPresent() && tls != TlsMode.IMPLICIT && MailProtocol.isTlsPort(port.get())) {
            value.get()
                    .warn("port " + port.get()
                            + " is known for implicit TLS; without tls: implicit a probe of it times out,"
                            + " which is acted on");
        }
        Role other = port.map(number -> ports.putIfAbsent(number, role)).orElse(null);
        if (other != null) {
            keys.problem("port " + port.orElseThrow() + " is that of " + other.word() + " already");
        }
        return protocol.isPresent() ? port : Optional.empty();
    }
}
