package org.hamail.agent.ifw;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.hamail.agent.Check.Answer;
import org.hamail.agent.ifw.HttpRequest.HttpRefusal;

/** What the caller gets: a JSON object, as Icinga shows what it does not find in it, or figures. */
record HttpReply(int status, String type, String body) {
    private static final String JSON = "application/json";
    private static final String FIGURES = "application/openmetrics-text; version=1.0.0; charset=utf-8";
    private static final int WORST = 3;
    private static final Map<Integer, String> REASONS = Map.ofEntries(
            Map.entry(200, "OK"),
            Map.entry(400, "Bad Request"),
            Map.entry(401, "Unauthorized"),
            Map.entry(403, "Forbidden"),
            Map.entry(404, "Not Found"),
            Map.entry(405, "Method Not Allowed"),
            Map.entry(411, "Length Required"),
            Map.entry(413, "Content Too Large"),
            Map.entry(431, "Request Header Fields Too Large"),
            Map.entry(500, "Internal Server Error"),
            Map.entry(501, "Not Implemented"),
            Map.entry(503, "Service Unavailable"),
            Map.entry(505, "HTTP Version Not Supported"));

    static HttpReply of(HttpRefusal refusal) {
        var body = new JsonObject();
        body.addProperty("error", refusal.status());
        body.addProperty("status", refusal.why());
        return new HttpReply(refusal.status(), JSON, body.toString());
    }

    static HttpReply figures(String text) {
        return new HttpReply(200, FIGURES, text);
    }

    /** The text without its figures, and these one by one. */
    static HttpReply of(String command, Answer answer) {
        String text = answer.text().stripTrailing();
        int end = text.indexOf('\n');
        String first = end < 0 ? text : text.substring(0, end);
        int bar = first.indexOf('|');
        var figures = new JsonArray();
        if (bar >= 0) {
            for (String figure : first.substring(bar + 1).strip().split(" +")) {
                figures.add(figure);
            }
        }
        var result = new JsonObject();
        result.addProperty("exitcode", Math.min(answer.exitCode(), WORST));
        result.addProperty(
                "checkresult", (bar < 0 ? first : first.substring(0, bar)) + (end < 0 ? "" : text.substring(end)));
        result.add("perfdata", figures);
        var body = new JsonObject();
        body.add(command, result);
        return new HttpReply(200, JSON, body.toString());
    }

    byte[] bytes() {
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        String more =
                status == 401 ? "WWW-Authenticate: Basic realm=\"hamail\"\r\n" : status == 405 ? "Allow: POST\r\n" : "";
        byte[] head = ("HTTP/1.1 " + status + " " + REASONS.getOrDefault(status, "Error") + "\r\n"
                        + "Content-Type: " + type + "\r\nContent-Length: " + content.length + "\r\n" + more
                        + "Connection: close\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        var all = new byte[head.length + content.length];
        System.arraycopy(head, 0, all, 0, head.length);
        System.arraycopy(content, 0, all, head.length, content.length);
        return all;
    }
}
