package org.hamail.operator.replay.log;

import com.google.gson.JsonObject;

/**
 * Something that could not be read.
 *
 * @param line from 1; 0 for the file as a whole
 */
public record LogUnreadable(String file, long line, String why) {
    public JsonObject json() {
        var json = new JsonObject();
        json.addProperty("file", file);
        json.addProperty("line", line);
        json.addProperty("why", why);
        return json;
    }
}
