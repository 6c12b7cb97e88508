package org.hamail.recovery.core;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.hamail.net.Connection.TlsSettings;
import org.hamail.net.NetworkException;
import org.hamail.net.Trust;
import org.hamail.recovery.core.MonitoringCore.CannotRead;
import org.hamail.recovery.core.MonitoringCore.CoreReading;
import org.hamail.recovery.core.MonitoringCore.CoreUnreadable;
import org.hamail.time.Deadline;

/**
 * The API of Icinga 2. One request shows all services with hamail's custom variables; a second one shows whether event handlers
 * are switched off for the whole of Icinga.
 *
 * <p>Source: Icinga 2 documentation, "12. REST API", "Advanced Queries" and "Status and Statistics".
 */
public final class IcingaStatus implements MonitoringCore {
    private static final String QUERY = """
            {"filter": "service.vars.mail_daemon && service.vars.mail_check && service.vars.mail_observer",
             "attrs": ["name", "host_name", "vars", "state", "state_type", "last_hard_state_change", "check_attempt",
                       "max_check_attempts", "last_check_result", "downtime_depth", "enable_event_handler",
                       "event_command"],
             "joins": ["host.state", "host.last_reachable", "host.downtime_depth", "host.vars"]}
            """;

    private final URI base;
    private final ApiLogin login;
    private final Optional<Path> ca;
    private final Duration limit;
    private final Clock clock;

    /** A password, read when it is needed, so that a new one holds from then on. */
    @FunctionalInterface
    public interface Password {
        /** @throws IOException with a sentence for people */
        String read() throws IOException;
    }

    /** Who asks. */
    public record ApiLogin(String user, Password password) {}

    /**
     * @param base e.g. {@code https://localhost:5665}
     * @param ca certificates to trust, in PEM; without it those of this Java
     * @param limit of all that is asked, look-up of the name included
     */
    public IcingaStatus(URI base, ApiLogin login, Optional<Path> ca, Duration limit, Clock clock) {
        this.base = base;
        this.login = login;
        this.ca = ca;
        this.limit = limit;
        this.clock = clock;
    }

    @Override
    public CoreReading read() {
        try {
            return view();
        } catch (CannotRead e) {
            return new CoreUnreadable("the API of Icinga at " + base + " " + e.reason());
        } catch (HttpAnswerBody.Refused e) {
            return new CoreUnreadable("the API of Icinga at " + base + " " + e.getMessage());
        } catch (NetworkException e) {
            return new CoreUnreadable("the API of Icinga at " + base + " " + words(e));
        } catch (IOException e) {
            return new CoreUnreadable("the API of Icinga cannot be asked: " + e.getMessage());
        }
    }

    private CoreView view() throws IOException, CannotRead {
        Deadline deadline = Deadline.after(limit);
        TlsSettings tls = new TlsSettings(Optional.empty(), Optional.of(trust()));
        List<String> headers = headers();
        var now = clock.instant();
        HttpCall.HttpAnswer status = HttpCall.post(at("/v1/status/IcingaApplication"), headers, "{}", tls, deadline);
        return HttpCall.post(at("/v1/objects/services"), headers, QUERY, tls, deadline, (code, services) -> {
            judge(code);
            return new IcingaAnswer(now, IcingaAnswer.mainSwitchOn(status)).view(services);
        });
    }

    private URI at(String path) {
        return URI.create(base.toString().replaceFirst("/+$", "") + path);
    }

    private Trust trust() throws IOException {
        if (ca.isEmpty()) {
            return Trust.system();
        }
        try {
            return Trust.of(ca.get());
        } catch (IOException e) {
            throw new IOException("certificates " + ca.get() + ": " + e.getMessage(), e);
        }
    }

    private List<String> headers() throws IOException {
        String pair = login.user() + ":" + login.password().read();
        return List.of(
                "Accept: application/json",
                "Content-Type: application/json",
                "X-HTTP-Method-Override: GET",
                "Authorization: Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
    }

    private void judge(int status) throws CannotRead {
        switch (status) {
            case 200 -> {}
            case 401 ->
                throw new CannotRead(
                        "refuses user " + login.user() + " (401): compare its ApiUser with" + " password_file");
            case 403 ->
                throw new CannotRead("forbids user " + login.user() + " to see services (403): give its ApiUser"
                        + " the permission objects/query/Service");
            case 404 ->
                throw new CannotRead("shows user " + login.user() + " no services (404): give its ApiUser the"
                        + " permission objects/query/Service, if this is an Icinga 2");
            default -> throw new CannotRead("answers with HTTP status " + status);
        }
    }

    private String words(NetworkException fault) {
        return switch (fault.kind()) {
            case TIMEOUT -> "does not answer within " + limit.toSeconds() + " s";
            case REFUSED -> "accepts no connection: Icinga is not running, or its feature api is not enabled";
            case CERTIFICATE -> "presents a certificate that is not accepted: " + fault.getMessage();
            default -> "cannot be asked: " + fault.getMessage();
        };
    }
}
