package org.hamail.operator;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.hamail.config.yaml.Problem;
import org.hamail.recovery.journal.JournalReader;

/**
 * What a verb says to a machine: one document, {@code {"verb","exit","error","logical_hosts":[...]}}, whatever came of it.
 * {@code error} is null where the verb did what it was asked to do.
 */
public final class JsonAnswer {
    private final String verb;
    private final Map<String, JsonElement> own = new LinkedHashMap<>();
    private final JsonArray logicalHosts = new JsonArray();

    public JsonAnswer(String verb) {
        this.verb = verb;
    }

    /** What there is to say of a logical host; its name comes first. */
    public JsonAnswer logicalHost(String name, Map<String, ? extends JsonElement> what) {
        var host = new JsonObject();
        host.addProperty("name", name);
        what.forEach(host::add);
        logicalHosts.add(host);
        return this;
    }

    /** What belongs to no logical host, behind them. */
    public JsonAnswer with(String name, JsonElement value) {
        own.put(name, value);
        return this;
    }

    public void print(PrintStream out, int exit) {
        print(out, exit, JsonNull.INSTANCE);
    }

    /** {@code error} counts where {@code exit} is not that of a verb that did what it was asked to do. */
    public void print(PrintStream out, int exit, String error) {
        print(out, exit, exit == Verb.DONE ? JsonNull.INSTANCE : new JsonPrimitive(error));
    }

    private void print(PrintStream out, int exit, JsonElement error) {
        JsonObject json = head(exit, error);
        json.add("logical_hosts", logicalHosts);
        own.forEach(json::add);
        out.println(json.toString());
    }

    private JsonObject head(int exit, JsonElement error) {
        var json = new JsonObject();
        json.addProperty("verb", verb);
        json.addProperty("exit", exit);
        json.add("error", error);
        return json;
    }

    /** Journal records as they stand in the journal, and never all of them twice in memory. */
    public void print(PrintStream out, String logicalHost, List<JournalReader.Shown> records) {
        print(out, logicalHost, records, Optional.empty());
    }

    /** The same; {@code blocked} tells why nothing more can be recorded, where that is so. */
    void print(PrintStream out, String logicalHost, List<JournalReader.Shown> records, Optional<String> blocked) {
        String head = head(Verb.DONE, JsonNull.INSTANCE).toString();
        out.print(head.substring(0, head.length() - 1) + ",\"logical_hosts\":[{\"name\":"
                + new JsonPrimitive(logicalHost) + ",\"records\":[");
        String between = "";
        for (JournalReader.Shown record : records) {
            out.print(between + record.json());
            between = ",";
        }
        out.println("]"
                + blocked.map(why -> ",\"blocked\":" + new JsonPrimitive(why)).orElse("") + "}]}");
    }

    public static JsonArray lines(List<String> lines) {
        var array = new JsonArray();
        lines.forEach(array::add);
        return array;
    }

    /** An element for each of {@code all}. */
    public static <T> JsonArray array(List<T> all, Function<T, JsonObject> json) {
        var array = new JsonArray();
        all.forEach(each -> array.add(json.apply(each)));
        return array;
    }

    public static JsonArray problems(List<Problem> problems) {
        return array(problems, JsonAnswer::problem);
    }

    private static JsonObject problem(Problem problem) {
        var json = new JsonObject();
        json.addProperty("file", problem.file());
        json.addProperty("line", problem.line());
        json.addProperty("column", problem.column());
        json.addProperty("key", problem.key());
        json.addProperty("message", problem.message());
        return json;
    }
}
