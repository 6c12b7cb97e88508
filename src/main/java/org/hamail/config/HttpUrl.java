package org.hamail.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.hamail.config.yaml.Value;
import org.hamail.config.yaml.ValueKind;

/** A URL to which something secret is sent. */
final class HttpUrl extends ValueKind<URI> {
    /** Where none can be read, which has been reported then. */
    static final URI NONE = URI.create("https://localhost");

    private static final Pattern LOOPBACK = Pattern.compile("127(\\.[0-9]{1,3}){3}");

    HttpUrl() {
        super("URL");
    }

    @Override
    public Optional<URI> read(Value value) {
        Optional<String> text = value.text();
        try {
            return text.isEmpty() ? Optional.empty() : checked(new URI(text.get()), value);
        } catch (URISyntaxException e) {
            value.problem("is not a URL");
            return Optional.empty();
        }
    }

    private static Optional<URI> checked(URI url, Value value) {
        boolean plain = "http".equalsIgnoreCase(url.getScheme());
        boolean web = plain || "https".equalsIgnoreCase(url.getScheme());
        if (!web || url.getHost() == null || url.getUserInfo() != null) {
            value.problem("is not a URL https://HOST[:PORT]/ without a user in it");
            return Optional.empty();
        }
        if (plain && !isLoopback(url.getHost())) {
            value.warn("sends the password or token over the network in clear text: use https");
        }
        return Optional.of(url);
    }

    private static boolean isLoopback(String host) {
        return host.equalsIgnoreCase("localhost")
                || host.equals("[::1]")
                || LOOPBACK.matcher(host).matches();
    }
}
