package org.hamail.operator.setup;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;
import org.hamail.config.DaemonConfig;
import org.hamail.config.ProfileConfig;
import org.hamail.config.Profiles;
import org.hamail.model.Role;
import org.hamail.operator.JsonAnswer;

/** A profile as `hamail profiles --json` shows it. */
final class ProfileJson {
    private ProfileJson() {}

    static JsonObject of(ProfileConfig profile) {
        var json = new JsonObject();
        json.addProperty("name", profile.name());
        json.addProperty("built_in", Profiles.isBuiltIn(profile.name()));
        json.addProperty("restart_scope", ProfilesVerb.scope(profile));
        json.add("daemons", daemons(profile));
        for (String name : List.of("start", "stop", "restart")) {
            List<String> words = ProfilesVerb.commands(profile).getOrDefault(name, List.of());
            json.add(name, JsonAnswer.lines(words));
        }
        return json;
    }

    private static JsonArray daemons(ProfileConfig profile) {
        var daemons = new JsonArray();
        profile.daemons().forEach((role, daemon) -> daemons.add(json(role, daemon)));
        return daemons;
    }

    static JsonElement json(Role role, DaemonConfig daemon) {
        var json = new JsonObject();
        json.addProperty("role", role.word());
        daemon.command().ifPresent(command -> json.addProperty("command", command));
        daemon.arguments().ifPresent(pattern -> json.addProperty("arguments", pattern));
        daemon.user().ifPresent(user -> json.addProperty("user", user));
        daemon.pidFile().ifPresent(file -> json.addProperty("pid_file", file));
        json.addProperty("min", daemon.min());
        daemon.max().ifPresent(max -> json.addProperty("max", max));
        daemon.listener().ifPresent(listener -> add(json, listener));
        return json;
    }

    private static void add(JsonObject json, DaemonConfig.Listener listener) {
        json.addProperty("protocol", listener.protocol().word());
        json.addProperty("port", listener.port());
        json.addProperty("tls", ProfilesVerb.tls(listener));
    }
}
