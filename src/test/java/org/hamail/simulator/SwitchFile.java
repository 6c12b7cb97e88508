package org.hamail.simulator;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.nio.charset.StandardCharsets;

/** The file in which the switch of a logical host stands. */
final class SwitchFile {
    private SwitchFile() {}

    /** {@code on}, {@code paused} or {@code off}. */
    static String position(Server server, Mail mail) {
        Disk.Inode file = server.disk.files.get("/state/" + mail.name + "/service.json");
        if (file == null) {
            return "on";
        }
        JsonElement state = JsonParser.parseString(new String(file.bytes, 0, file.size, StandardCharsets.UTF_8))
                .getAsJsonObject()
                .get("state");
        return state == null || !state.isJsonPrimitive() ? "" : state.getAsString();
    }
}
