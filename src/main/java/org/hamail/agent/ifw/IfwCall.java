package org.hamail.agent.ifw;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hamail.agent.ifw.HttpRequest.HttpRefusal;
import org.hamail.io.JsonText;

/**
 * What Icinga asks for: {@code POST /v1/checker?command=NAME} with a JSON object of arguments, each an option with its value,
 * {@code true}, or a list of values.
 *
 * <p>Source: Icinga 2 documentation, "ifw-api-check-command"; {@code lib/methods/ifwapichecktask.cpp}.
 *
 * @param words the words of the command line, the name first
 */
record IfwCall(String name, List<String> words) {
    private static final String PATH = "/v1/checker";
    private static final String OPTION = "-[A-Za-z0-9]|--?[A-Za-z0-9][A-Za-z0-9-]*";

    IfwCall {
        words = List.copyOf(words);
    }

    /** The name of the check that {@code target} asks for. */
    static String command(String target) throws HttpRefusal {
        int question = target.indexOf('?');
        if (!PATH.equals(question < 0 ? target : target.substring(0, question))) {
            throw new HttpRefusal(404, "only " + PATH + " is here");
        }
        String command = "";
        for (String pair :
                target.substring(question < 0 ? target.length() : question + 1).split("&")) {
            if (pair.startsWith("command=")) {
                if (!command.isEmpty()) {
                    throw new HttpRefusal(400, "the parameter command is given twice");
                }
                command = decoded(pair.substring("command=".length()));
            }
        }
        if (command.isEmpty()) {
            throw new HttpRefusal(400, "no command: " + PATH + "?command=NAME");
        }
        return command;
    }

    private static String decoded(String text) throws HttpRefusal {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new HttpRefusal(400, "the command is not encoded as in a URL");
        }
    }

    static IfwCall of(String name, String body) throws HttpRefusal {
        var words = new ArrayList<String>(List.of(name));
        for (Map.Entry<String, JsonElement> argument : arguments(body).entrySet()) {
            if (!argument.getKey().matches(OPTION)) {
                throw new HttpRefusal(400, "an argument is not the name of an option");
            }
            add(words, argument.getKey(), argument.getValue());
        }
        return new IfwCall(name, words);
    }

    private static JsonObject arguments(String body) throws HttpRefusal {
        try {
            JsonElement json = body.isBlank() ? new JsonObject() : JsonText.parse(body);
            if (json.isJsonObject()) {
                return json.getAsJsonObject();
            }
        } catch (JsonParseException | StackOverflowError e) {
            throw new HttpRefusal(400, "the body is not JSON");
        }
        throw new HttpRefusal(400, "the body is not a JSON object");
    }

    private static void add(List<String> words, String option, JsonElement value) throws HttpRefusal {
        if (value.isJsonArray()) {
            for (JsonElement one : value.getAsJsonArray()) {
                if (!one.isJsonPrimitive()) {
                    throw new HttpRefusal(400, "an argument is neither text nor a list of texts");
                }
                addOne(words, option, one.getAsString());
            }
        } else if (value.isJsonPrimitive()) {
            if (!value.getAsJsonPrimitive().isBoolean()) {
                addOne(words, option, value.getAsString());
            } else if (value.getAsBoolean()) {
                words.add(option);
            }
        } else if (!value.isJsonNull()) {
            throw new HttpRefusal(400, "an argument is neither text nor a list of texts");
        }
    }

    private static void addOne(List<String> words, String option, String value) {
        if (option.startsWith("--")) {
            words.add(option + "=" + value);
        } else {
            words.add(option);
            words.add(value);
        }
    }
}
