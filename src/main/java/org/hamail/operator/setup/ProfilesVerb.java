package org.hamail.operator.setup;

import com.google.gson.JsonArray;
import com.google.gson.JsonPrimitive;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.hamail.cli.OptionSpec;
import org.hamail.cli.UsageException;
import org.hamail.config.DaemonConfig;
import org.hamail.config.HamailConfig;
import org.hamail.config.LogicalHostConfig;
import org.hamail.config.ProfileConfig;
import org.hamail.config.Profiles;
import org.hamail.config.yaml.ConfigException;
import org.hamail.operator.JsonAnswer;
import org.hamail.operator.Verb;
import org.hamail.site.Configuration;

/** {@code hamail profiles}: what hamail knows of each kind of mail server. */
public final class ProfilesVerb {
    private static final OptionSpec USED = OptionSpec.value(
            "l", "logical-host", "NAME", "only the profile that this logical host uses, or that has this name");

    private ProfilesVerb() {}

    public static Verb verb() {
        return new Verb(
                "profiles",
                "Show the profiles, built in and configured: processes, ports, and the commands that start, stop and restart.",
                List.of(USED),
                ProfilesVerb::run);
    }

    private static int run(Verb.Call call) throws UsageException, ConfigException {
        Optional<HamailConfig> config = config(call);
        var profiles = new Profiles(config.map(HamailConfig::profiles).orElse(Map.of()));
        Optional<String> named = call.arguments().text("logical-host");
        boolean isProfile = named.filter(name -> profiles.find(name).isPresent()
                        && config.flatMap(it -> it.logicalHost(name)).isEmpty())
                .isPresent();
        List<LogicalHostConfig> users = named.isPresent() && !isProfile
                ? List.of(Configuration.logicalHost(config.orElseThrow(), call.arguments()))
                : config.map(it -> List.copyOf(it.logicalHosts().values())).orElse(List.of());
        Optional<String> only =
                isProfile ? named : named.map(name -> users.get(0).server().profile());
        List<ProfileConfig> shown = profiles.names().stream()
                .filter(name -> only.isEmpty() || only.get().equals(name))
                .flatMap(name -> profiles.find(name).stream())
                .toList();
        if (call.arguments().has("json")) {
            var answer = new JsonAnswer("profiles");
            users.forEach(user -> answer.logicalHost(
                    user.name(),
                    Map.of("profile", new JsonPrimitive(user.server().profile()))));
            var array = new JsonArray();
            shown.forEach(profile -> array.add(ProfileJson.of(profile)));
            answer.with("profiles", array).print(call.console().out(), Verb.DONE);
        } else {
            shown.forEach(
                    profile -> lines(profile, users).forEach(call.console().out()::println));
        }
        return Verb.DONE;
    }

    /** None where there is no file yet and none was named: the built-in profiles are the same everywhere. */
    private static Optional<HamailConfig> config(Verb.Call call) throws UsageException, ConfigException {
        boolean wanted = call.arguments().has("config")
                || call.arguments()
                        .text("logical-host")
                        .filter(name -> !Profiles.isBuiltIn(name))
                        .isPresent();
        return wanted || Files.exists(Configuration.file(call.arguments(), call.console()))
                ? Optional.of(Configuration.load(call.arguments(), call.console()))
                : Optional.empty();
    }

    private static List<String> lines(ProfileConfig profile, List<LogicalHostConfig> users) {
        var lines = new ArrayList<String>();
        lines.add(profile.name() + "  " + origin(profile) + ", a restart is of "
                + (scope(profile).equals("daemon") ? "the daemon alone" : "the whole instance")
                + usedBy(profile, users));
        profile.daemons().forEach((role, daemon) -> lines.add(line(role.word(), looks(daemon))));
        commands(profile).forEach((name, words) -> lines.add(line(name, String.join(" ", words))));
        lines.add("");
        return lines;
    }

    private static String usedBy(ProfileConfig profile, List<LogicalHostConfig> users) {
        List<String> used = users.stream()
                .filter(user -> user.server().profile().equals(profile.name()))
                .map(LogicalHostConfig::name)
                .toList();
        return used.isEmpty() ? "" : ", used by " + String.join(", ", used);
    }

    private static String line(String name, String text) {
        return "  " + name + " ".repeat(Math.max(1, 10 - name.length())) + text;
    }

    private static String looks(DaemonConfig daemon) {
        var parts = new ArrayList<String>();
        daemon.command().ifPresent(command -> parts.add("process " + command));
        daemon.arguments().ifPresent(pattern -> parts.add("arguments " + pattern));
        daemon.user().ifPresent(user -> parts.add("user " + user));
        daemon.pidFile().ifPresent(file -> parts.add("pid file " + file));
        daemon.listener()
                .ifPresent(listener -> parts.add(listener.protocol().word() + " port " + listener.port()
                        + (tls(listener).equals("none") ? "" : " tls " + tls(listener))));
        return String.join(", ", parts);
    }

    static String tls(DaemonConfig.Listener listener) {
        return listener.tls().name().toLowerCase(Locale.ROOT);
    }

    static Map<String, List<String>> commands(ProfileConfig profile) {
        var commands = new LinkedHashMap<String, List<String>>();
        profile.restart().ifPresent(words -> commands.put("restart", words));
        profile.stop().ifPresent(words -> commands.put("stop", words));
        profile.start().ifPresent(words -> commands.put("start", words));
        return commands;
    }

    private static String origin(ProfileConfig profile) {
        return Profiles.isBuiltIn(profile.name()) ? "built in" : "configured";
    }

    static String scope(ProfileConfig profile) {
        return profile.restartScope().name().toLowerCase(Locale.ROOT);
    }
}
