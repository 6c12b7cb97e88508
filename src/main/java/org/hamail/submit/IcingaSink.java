package org.hamail.submit;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.hamail.io.JsonText;
import org.hamail.io.SecretFile;
import org.jspecify.annotations.Nullable;

/**
 * The API of Icinga 2. Its answer is read: "Ignoring" in a 200 is no success, and 409 means that a newer result is there.
 *
 * <p>Source: Icinga 2 documentation, "12. REST API", {@code process-check-result}; {@code lib/icinga/apiactions.cpp}.
 */
public final class IcingaSink implements Sink {
    private static final int LANES = 4;
    private static final int LONGEST_OUTPUT = 8192;

    private final URI action;
    private final String authorization;
    private final SecretFile password;
    private final String checkSource;
    private final HttpPeer http;
    private final TimeLimitedCall exchange;

    /** Who we are to the API; {@code checkSource} is the name of this machine. */
    public record ApiUser(String user, SecretFile password, String checkSource) {}

    /**
     * @param base e.g. {@code https://monitor1:5665}
     * @param ca certificates to trust, in PEM
     * @throws IOException when {@code ca} cannot be read
     */
    public IcingaSink(URI base, ApiUser login, Optional<Path> ca, Duration limit) throws IOException {
        this.action = URI.create(base.toString().replaceFirst("/+$", "") + "/v1/actions/process-check-result");
        this.password = login.password();
        String pair = login.user() + ":" + login.password().reveal();
        this.authorization = "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
        this.checkSource = login.checkSource();
        this.http = new HttpPeer(ca, limit);
        this.exchange = new TimeLimitedCall(name(), limit);
    }

    @Override
    public String name() {
        return "icinga-" + action.getHost() + (action.getPort() < 0 ? "" : "-" + action.getPort());
    }

    @Override
    public Delivery deliver(PassiveResult result) {
        return exchange.run(cancellation -> {
            var headers = Map.of(
                    "Accept", "application/json",
                    "Content-Type", "application/json",
                    "Authorization", authorization);
            return judge(http.post(action, headers, body(result), cancellation));
        });
    }

    @Override
    public Optional<String> complaint(ServiceName about) {
        return about.host().contains("!") ? Optional.of("a host name of Icinga cannot contain '!'") : Optional.empty();
    }

    @Override
    public int lanes() {
        return LANES;
    }

    @Override
    public boolean acknowledges() {
        return true;
    }

    private String body(PassiveResult result) {
        var body = new JsonObject();
        body.addProperty("type", "Service");
        body.addProperty("service", result.about().host() + "!" + result.about().service());
        body.addProperty("exit_status", result.status().exitCode());
        body.addProperty("plugin_output", ResultLine.of(result.output(), java.util.List.of(), LONGEST_OUTPUT));
        var figures = new JsonArray();
        result.figures().forEach(figures::add);
        body.add("performance_data", figures);
        body.addProperty("check_source", checkSource);
        body.addProperty("execution_start", seconds(result.start()));
        body.addProperty("execution_end", seconds(result.end()));
        body.addProperty("ttl", result.freshFor().toSeconds());
        return new Gson().toJson(body);
    }

    private static double seconds(Instant time) {
        return time.toEpochMilli() / 1000.0;
    }

    private Delivery judge(HttpPeer.PeerAnswer answer) {
        return switch (answer.status()) {
            case 200 -> judgeBody(answer.body());
            case 404 -> Delivery.held("404: the service is not known there, or the API user may not see it");
            case 409 -> Delivery.delivered(); // the core has a newer result than this one
            case 401, 403 -> Delivery.down(answer.status() + ": the API user was refused");
            default -> Delivery.down("HTTP " + answer.status() + ": " + hidden(answer.body()));
        };
    }

    private Delivery judgeBody(String body) {
        try {
            return judge(JsonText.parse(body).getAsJsonObject().getAsJsonArray("results"));
        } catch (JsonParseException
                | IllegalStateException
                | UnsupportedOperationException
                | ClassCastException
                | NumberFormatException e) {
            return Delivery.down("not an answer of Icinga: " + hidden(body));
        }
    }

    private Delivery judge(@Nullable JsonArray results) {
        if (results == null || results.isEmpty()) {
            return Delivery.held("the answer names no service");
        }
        for (JsonElement element : results) {
            JsonObject one = element.getAsJsonObject();
            String status = one.has("status") ? one.get("status").getAsString() : "";
            int code = one.has("code") ? one.get("code").getAsInt() : 0;
            if (code != 409 && (code != 200 || !status.startsWith("Successfully"))) {
                return Delivery.held(code + ": " + hidden(status));
            }
        }
        return Delivery.delivered();
    }

    /** A server, or what stands before it, may send back what we said. */
    private String hidden(String said) {
        String credentials = authorization.substring(authorization.indexOf(' ') + 1);
        return password.hiddenIn(said.replace(credentials, "(secret)"));
    }
}
