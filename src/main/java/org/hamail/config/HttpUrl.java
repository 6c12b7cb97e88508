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
            if (text.isPresent()) {
                URI url = new URI(text.get());
                boolean plain = "http".equalsIgnoreCase(url.getScheme());
                if ((plain || "https".equalsIgnoreCase(url.getScheme()))
                        && url.getHost() != null
                        && url.getUserInfo() == null) {
                    if (plain && !isLoopback(url.getHost())) {
                        value.warn("sends the password or token over the network in clear text: use https");
                    }
                    return Optional.of(url);
                }
                value.problem("is not a URL https://HOST[:PORT]/ without a user in it");
            }
        } catch (URISyntaxException e) {
            value.problem("is not a URL");
        }
        return Optional.empty();
    }

    private static boolean isLoopback(String host) {
        return host.equalsIgnoreCase("localhost")
                || host.equals("[::1]")
                || LOOPBACK.matcher(host).matches();
    }
}
