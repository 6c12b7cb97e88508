package org.hamail.program;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.hamail.config.ConfigLoader;
import org.hamail.support.Eventually;
import org.hamail.support.FreePort;
import org.hamail.support.Script;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The agent's figures, judged by promtool and read by Debian's Prometheus. */
@Timeout(900)
class MetricsIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Path AGENT = Path.of(System.getProperty("basedir", ""), "plugins", "hamail-agent");

    @TempDir
    Path folder = Path.of("/nonexistent");

    private final int agentPort = FreePort.on("127.0.0.1");
    private final int prometheusPort = FreePort.on("127.0.0.1");
    private final List<Process> processes = new ArrayList<>();
    private Bench bench;

    @BeforeEach
    void prepare() throws IOException {
        bench = new Bench(folder).prepare();
    }

    @AfterEach
    void stop() throws InterruptedException {
        for (Process process : processes) {
            process.destroy();
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        }
    }

    @Test
    void promtoolHasNothingToSay() throws Exception {
        bench.tell();
        Path text = folder.resolve("metrics");
        Files.writeString(text, new Metrics(ConfigLoader.load(bench.configuration)).get());
        Process promtool = new ProcessBuilder("/usr/bin/promtool", "check", "metrics")
                .redirectInput(text.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals("", said);
        assertEquals(0, promtool.waitFor());
    }

    @Test
    void prometheusReadsThem() throws Exception {
        bench.hamail("pause", "--reason", "test");
        configureAgent();
        start("agent.log", AGENT.toString(), "--config", bench.configuration.toString());
        Path settings = configurePrometheus();
        Script.run(Path.of("/usr/bin/promtool"), Map.of(), List.of("check", "config", settings.toString()));
        start(
                "prometheus.log",
                "/usr/bin/prometheus",
                "--config.file=" + settings,
                "--storage.tsdb.path=" + folder.resolve("tsdb"),
                "--web.listen-address=127.0.0.1:" + prometheusPort);
        String found = Eventually.get(PATIENCE, () -> asked("hamail_condition == 1"), text -> text.startsWith("1 "));
        assertEquals("1 hamail mail1 paused", found);
        assertEquals("1 hamail mail1 -", asked("hamail_readable"));
        assertEquals("0 hamail mail1 -", asked("hamail_standing_faults"));
    }

    private void configureAgent() throws IOException {
        String request =
                "req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost -addext subjectAltName=IP:127.0.0.1";
        var words = new ArrayList<>(List.of(request.split(" ")));
        words.addAll(List.of("-keyout", folder + "/key.pem", "-out", folder + "/cert.pem"));
        Script.run(Path.of("/usr/bin/openssl"), Map.of(), words);
        secret("key.pem");
        Files.writeString(folder.resolve("password"), "secret\n");
        secret("password");
        Files.writeString(bench.configuration, """
                agent:
                  socket: %1$s/agent.sock
                  spool: %1$s/spool
                  ifw_api: {port: %2$d, certificate: %1$s/cert.pem, key: %1$s/key.pem, user: prometheus,
                            password_file: %1$s/password, metrics: on}
                """.formatted(folder, agentPort), StandardOpenOption.APPEND);
    }

    private void secret(String file) throws IOException {
        Files.setPosixFilePermissions(folder.resolve(file), PosixFilePermissions.fromString("rw-------"));
    }

    private Path configurePrometheus() throws IOException {
        Path settings = folder.resolve("prometheus.yml");
        Files.writeString(settings, """
                global: {scrape_interval: 1s}
                scrape_configs:
                  - job_name: hamail
                    scheme: https
                    tls_config: {ca_file: %1$s/cert.pem}
                    basic_auth: {username: prometheus, password_file: %1$s/password}
                    static_configs:
                      - targets: ["127.0.0.1:%2$d"]
                """.formatted(folder, agentPort));
        return settings;
    }

    private void start(String log, String... words) throws IOException {
        processes.add(new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(log).toFile())
                .start());
    }

    /** The first series that answers: value, job, logical host and condition; empty without one. */
    private String asked(String query) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + prometheusPort + "/api/v1/query?query="
                + URLEncoder.encode(query, StandardCharsets.UTF_8));
        String answer;
        try {
            answer = HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                    .body();
        } catch (ConnectException e) {
            return ""; // it is still starting
        }
        if (!answer.startsWith("{\"status\":\"success\"")) {
            return answer;
        }
        var found = JsonParser.parseString(answer)
                .getAsJsonObject()
                .getAsJsonObject("data")
                .getAsJsonArray("result");
        return found.isEmpty() ? "" : line(found.get(0));
    }

    private static String line(JsonElement series) {
        var labels = series.getAsJsonObject().getAsJsonObject("metric");
        String condition = labels.has("condition") ? labels.get("condition").getAsString() : "-";
        return String.join(
                " ",
                series.getAsJsonObject().getAsJsonArray("value").get(1).getAsString(),
                labels.get("job").getAsString(),
                labels.get("logical_host").getAsString(),
                condition);
    }
}
