package org.hamail.operator.picture;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A page in a Chromium without a screen, steered by its DevTools protocol. */
final class Browser {
    private static final long PATIENCE_SECONDS = 120;
    private static final Pattern LISTENING = Pattern.compile("DevTools listening on ws://(127\\.0\\.0\\.1:\\d+)/.*");

    private final Process process;
    private final WebSocket socket;
    private final BlockingQueue<JsonObject> answers = new LinkedBlockingQueue<>();
    private final List<String> complaints = new ArrayList<>();
    private int asked;

    private Browser(Process process, String address) throws IOException, InterruptedException {
        this.process = process;
        HttpClient client = HttpClient.newHttpClient();
        var opening = HttpRequest.newBuilder(URI.create("http://" + address + "/json/new?about:blank"))
                .PUT(HttpRequest.BodyPublishers.noBody())
                .build();
        String target =
                client.send(opening, HttpResponse.BodyHandlers.ofString()).body();
        String page = JsonParser.parseString(target)
                .getAsJsonObject()
                .get("webSocketDebuggerUrl")
                .getAsString();
        this.socket = client.newWebSocketBuilder()
                .buildAsync(URI.create(page), new Listener())
                .join();
        ask("Page.enable", new JsonObject());
        ask("Runtime.enable", new JsonObject());
        ask("Log.enable", new JsonObject());
    }

    private final class Listener implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                answers.add(JsonParser.parseString(text.toString()).getAsJsonObject());
                text.setLength(0);
            }
            return WebSocket.Listener.super.onText(from, part, last);
        }
    }

    /** Starts one whose profile stands in {@code folder}. */
    static Browser start(Path folder) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        "chromium",
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--remote-debugging-port=0",
                        "--window-size=1300,900",
                        "--user-data-dir=" + folder.resolve("profile"))
                .redirectErrorStream(true)
                .start();
        var reader = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        var said = new StringBuilder();
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            Matcher listening = LISTENING.matcher(line);
            if (listening.matches()) {
                return new Browser(process, listening.group(1));
            }
            said.append(line).append('\n');
        }
        throw new IOException("Chromium did not start: " + said);
    }

    /** Opens {@code page}; how long that took until everything in it was loaded, in ms. */
    double open(Path page) throws InterruptedException {
        var words = new JsonObject();
        words.addProperty("url", page.toUri().toString());
        ask("Page.navigate", words);
        for (JsonObject said = next(); !isOf(said, "Page.loadEventFired"); said = next()) {
            complain(said);
        }
        return value("performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd")
                .getAsDouble();
    }

    /** What {@code script} comes to. */
    JsonElement value(String script) throws InterruptedException {
        var words = new JsonObject();
        words.addProperty("expression", script);
        words.addProperty("returnByValue", true);
        JsonObject answer = ask("Runtime.evaluate", words);
        return answer.getAsJsonObject("result").get("value");
    }

    /** Presses and releases {@code key}. */
    void press(String key, int code) throws InterruptedException {
        for (String type : List.of("rawKeyDown", "keyUp")) {
            var words = new JsonObject();
            words.addProperty("type", type);
            words.addProperty("key", key);
            words.addProperty("code", key);
            words.addProperty("windowsVirtualKeyCode", code);
            ask("Input.dispatchKeyEvent", words);
        }
    }

    /** Shows the page as {@code media} and {@code scheme} want it, and keeps a picture of it in {@code file}. */
    void picture(String media, String scheme, Path file) throws IOException, InterruptedException {
        ask(
                "Emulation.setEmulatedMedia",
                JsonParser.parseString("{\"media\":\"" + media
                                + "\",\"features\":[{\"name\":\"prefers-color-scheme\",\"value\":\"" + scheme + "\"}]}")
                        .getAsJsonObject());
        String data =
                ask("Page.captureScreenshot", new JsonObject()).get("data").getAsString();
        Files.write(file, Base64.getDecoder().decode(data));
    }

    /** Errors that it has written to its console. */
    List<String> complaints() {
        return List.copyOf(complaints);
    }

    private JsonObject ask(String method, JsonObject words) throws InterruptedException {
        int id = ++asked;
        var question = new JsonObject();
        question.addProperty("id", id);
        question.addProperty("method", method);
        question.add("params", words);
        socket.sendText(question.toString(), true).join();
        for (JsonObject said = next(); ; said = next()) {
            if (said.has("id") && said.get("id").getAsInt() == id) {
                if (said.has("error")) {
                    throw new IllegalStateException(method + ": " + said);
                }
                return said.getAsJsonObject("result");
            }
            complain(said);
        }
    }

    private JsonObject next() throws InterruptedException {
        JsonObject said = answers.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (said == null) {
            throw new IllegalStateException("Chromium says nothing");
        }
        return said;
    }

    private void complain(JsonObject said) {
        if (isOf(said, "Runtime.exceptionThrown")
                || isOf(said, "Log.entryAdded")
                || isOf(said, "Runtime.consoleAPICalled")) {
            complaints.add(said.toString());
        }
    }

    private static boolean isOf(JsonObject said, String event) {
        return said.has("method") && said.get("method").getAsString().equals(event);
    }

    /** Ends it and the processes that it has started: they write into the profile until they end. */
    void stop() throws InterruptedException {
        socket.abort();
        List<ProcessHandle> children = process.descendants().toList();
        process.destroy();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
        for (ProcessHandle child : children) {
            child.destroyForcibly();
            child.onExit().join();
        }
    }
}
