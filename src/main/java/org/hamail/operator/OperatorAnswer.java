package org.hamail.operator;

import com.google.gson.JsonElement;
import com.google.gson.JsonPrimitive;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.hamail.config.LogicalHostConfig;
import org.hamail.operator.display.Times;
import org.hamail.plugin.ServerText;

/** What is printed of an operator's act, and the exit code. */
final class OperatorAnswer {
    private OperatorAnswer() {}

    static int print(Verb.Call call, String name, LogicalHostConfig logicalHost, Operator.Result result) {
        return print(call, name, logicalHost, result, List.of());
    }

    static int print(
            Verb.Call call, String name, LogicalHostConfig logicalHost, Operator.Result result, List<String> found) {
        if (call.arguments().has("json")) {
            new JsonAnswer(name)
                    .logicalHost(logicalHost.name(), own(result, found))
                    .print(call.console().out(), exit(result), word(result) + result.sentence());
        } else {
            printText(call, "hamail " + logicalHost.name() + ": ", result, found);
        }
        return exit(result);
    }

    private static void printText(Verb.Call call, String head, Operator.Result result, List<String> found) {
        Times times = Times.of(call.arguments());
        call.print(head + word(result) + times.localised(result.sentence()));
        found.forEach(line -> call.print(head + times.localised(ServerText.detail(line, 2000))));
        if (call.arguments().has("dry-run") && result.end() == Operator.Result.End.DONE) {
            CommandDryRun.lines(result.commands()).forEach(line -> call.print(head + ServerText.detail(line, 4000)));
        }
    }

    private static int exit(Operator.Result result) {
        return switch (result.end()) {
            case DONE -> Verb.DONE;
            case REFUSED -> Verb.REFUSED;
            case FAILED -> Verb.FAILED;
        };
    }

    private static String word(Operator.Result result) {
        return switch (result.end()) {
            case DONE -> "";
            case REFUSED -> "refused: ";
            case FAILED -> "FAILED: ";
        };
    }

    private static Map<String, JsonElement> own(Operator.Result result, List<String> found) {
        var what = new LinkedHashMap<String, JsonElement>();
        what.put("result", new JsonPrimitive(result.end().name().toLowerCase(Locale.ROOT)));
        what.put("detail", new JsonPrimitive(result.sentence()));
        what.put("found", JsonAnswer.lines(found));
        what.put("commands", CommandDryRun.json(result.commands()));
        return what;
    }
}
