package org.hamail.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.hamail.config.yaml.Names;
import org.hamail.config.yaml.Section;
import org.hamail.config.yaml.Value;
import org.hamail.model.NscaEncryption;

/** Reads where results go. */
final class SinkReader {
    private static final Path NOWHERE = Path.of("/");
    private static final Pattern USER = Pattern.compile("[^:]+"); // RFC 7617, 2
    private static final Pattern LOOPBACK = Pattern.compile("127(\\.[0-9]{1,3}){3}");
    private static final URI NO_URL = URI.create("https://localhost");

    private SinkReader() {}

    /** Empty when not even its kind can be told. */
    static Optional<SinkConfig> read(Section keys) {
        Optional<Kind> kind = keys.need("kind").flatMap(value -> Names.choice(value, Kind.values()));
        if (kind.isEmpty()) {
            return Optional.empty();
        }
        SinkConfig sink =
                switch (kind.get()) {
                    case NSCA -> nsca(keys);
                    case ICINGA -> icinga(keys);
                    case NRDP ->
                        new SinkConfig.Nrdp(
                                url(keys),
                                file(keys, "token_file"),
                                keys.get("ca").flatMap(Value::absolutePath));
                    case COMMAND_FILE -> new SinkConfig.CommandFile(file(keys, "path"));
                };
        keys.refuseOthers();
        return Optional.of(sink);
    }

    private static SinkConfig nsca(Section keys) {
        String host = keys.need("host").flatMap(Names::host).orElse("");
        int port = keys.get("port").flatMap(value -> value.integer(1, 65535)).orElse(5667);
        NscaEncryption encryption = keys.get("encryption")
                .flatMap(value -> value.oneOf(NscaEncryption.values(), NscaEncryption::word))
                .orElse(NscaEncryption.NONE);
        boolean secret = encryption != NscaEncryption.NONE;
        Optional<Value> passwordFile = secret ? keys.need("password_file") : keys.get("password_file");
        Optional<Value> output = keys.get("max_output");
        int maxOutput = output.flatMap(value -> value.integer(511, 4095)).orElse(4095);
        if (maxOutput != 511 && maxOutput != 4095) {
            output.orElseThrow().problem(maxOutput + " is not 511 or 4095");
        }
        return new SinkConfig.Nsca(host, port, encryption, passwordFile.flatMap(Value::absolutePath), maxOutput);
    }

    /** The API of an Icinga, whatever it is asked for. */
    static SinkConfig.Icinga icinga(Section keys) {
        return new SinkConfig.Icinga(
                url(keys),
                keys.need("user")
                        .flatMap(value -> value.text(USER, "a name without colons"))
                        .orElse(""),
                file(keys, "password_file"),
                keys.get("ca").flatMap(Value::absolutePath));
    }

    /** A file that must be named. */
    static Path file(Section keys, String key) {
        return keys.need(key).flatMap(Value::absolutePath).orElse(NOWHERE);
    }

    private static URI url(Section keys) {
        Optional<Value> value = keys.need("url");
        Optional<String> text = value.flatMap(Value::text);
        try {
            if (text.isPresent()) {
                URI url = new URI(text.get());
                boolean http = "https".equalsIgnoreCase(url.getScheme()) || "http".equalsIgnoreCase(url.getScheme());
                if (http && url.getHost() != null && url.getUserInfo() == null) {
                    if ("http".equalsIgnoreCase(url.getScheme()) && !isLoopback(url.getHost())) {
                        value.orElseThrow()
                                .warn("sends the password or token over the network in clear text: use https");
                    }
                    return url;
                }
                value.orElseThrow().problem("is not a URL https://HOST[:PORT]/ without a user in it");
            }
        } catch (URISyntaxException e) {
            value.orElseThrow().problem("is not a URL");
        }
        return NO_URL;
    }

    private static boolean isLoopback(String host) {
        return host.equalsIgnoreCase("localhost")
                || host.equals("[::1]")
                || LOOPBACK.matcher(host).matches();
    }

    /** The kinds of sink. */
    private enum Kind {
        NSCA,
        ICINGA,
        NRDP,
        COMMAND_FILE
    }
}
