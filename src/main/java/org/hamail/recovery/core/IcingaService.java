package org.hamail.recovery.core;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.time.Instant;
import java.util.Optional;
import org.hamail.plugin.Status;
import org.hamail.recovery.core.CoreService.HostState;
import org.hamail.recovery.core.MonitoringCore.CannotRead;

/** One service as Icinga's API shows it. */
final class IcingaService {
    private static final JsonObject NOTHING = new JsonObject();
    private static final double LARGEST = 1e12;

    private final JsonObject attrs;
    private final JsonObject host;

    /** One of those that the answer lists. */
    IcingaService(JsonObject result) {
        this.attrs = object(result, "attrs");
        this.host = object(object(result, "joins"), "host");
    }

    String name() {
        return text(attrs, "host_name") + ";" + text(attrs, "name");
    }

    /** Empty when it is not hamail's. */
    Optional<Tag> tag() {
        String named = variable("mail_logical_host");
        String logicalHost = named.isEmpty() || named.equals("$host.name$") ? text(attrs, "host_name") : named;
        return Tag.of(
                logicalHost,
                variable("mail_daemon"),
                variable("mail_check"),
                variable("mail_observer"),
                Optional.of(variable("mail_node")).filter(word -> !word.isEmpty()));
    }

    /** As it stands, or what of it cannot be told. */
    CoreService shown(Tag tag, boolean mainSwitchOn, Instant now) throws CannotRead {
        requireHost();
        return new CoreService(
                name(),
                tag.logicalHost(),
                tag.series(),
                tag.node(),
                lastCheck(now),
                hostState(),
                number(attrs, "downtime_depth") + number(host, "downtime_depth"),
                eventHandler(mainSwitchOn));
    }

    private void requireHost() throws CannotRead {
        if (host.size() == 0) {
            throw new CannotRead("its host is not shown: give the ApiUser the permission objects/query/Host");
        }
    }

    private LastCheck lastCheck(Instant now) throws CannotRead {
        return new LastCheck(
                state(),
                number(attrs, "state_type") == 1,
                CoreTexts.past(CoreTexts.time(whole(attrs, "last_hard_state_change")), "last_hard_state_change", now),
                CoreTexts.time(whole(object(attrs, "last_check_result"), "execution_start")),
                number(attrs, "check_attempt"),
                number(attrs, "max_check_attempts"),
                output());
    }

    private EventHandler eventHandler(boolean mainSwitchOn) {
        return EventHandler.of(
                !text(attrs, "event_command").isBlank(),
                text(attrs, "enable_event_handler").equals("true"),
                mainSwitchOn);
    }

    /** As its macros are looked up: the service's own variable, then that of the host. */
    private String variable(String name) {
        String own = text(object(attrs, "vars"), name);
        return own.isEmpty() ? text(object(host, "vars"), name) : own;
    }

    private Optional<Status> state() throws CannotRead {
        if (object(attrs, "last_check_result").size() == 0) {
            return Optional.empty();
        }
        return switch (number(attrs, "state")) {
            case 0 -> Optional.of(Status.OK);
            case 1 -> Optional.of(Status.WARNING);
            case 2 -> Optional.of(Status.CRITICAL);
            case 3 -> Optional.of(Status.UNKNOWN);
            default -> throw new CannotRead("its state is not known");
        };
    }

    /** An unreachable host has a state of its own only where it is not up. */
    private HostState hostState() throws CannotRead {
        return switch (number(host, "state")) {
            case 0 -> HostState.UP;
            case 1 -> text(host, "last_reachable").equals("false") ? HostState.UNREACHABLE : HostState.DOWN;
            default -> throw new CannotRead("the state of its host is not known");
        };
    }

    private String output() {
        String output = text(object(attrs, "last_check_result"), "output");
        int line = output.indexOf('\n');
        return (line < 0 ? output : output.substring(0, line)).strip();
    }

    private static int number(JsonObject from, String name) throws CannotRead {
        return CoreTexts.need(whole(from, name), name);
    }

    /** A number without what Icinga puts behind the point; "" for anything else, and beyond sense. */
    private static String whole(JsonObject from, String name) {
        JsonElement value = from.get(name);
        if (value == null
                || !value.isJsonPrimitive()
                || !value.getAsJsonPrimitive().isNumber()) {
            return "";
        }
        double number = value.getAsDouble();
        return number >= 0 && number < LARGEST ? Long.toString((long) number) : "";
    }

    private static String text(JsonObject from, String name) {
        JsonElement value = from.get(name);
        return value != null && value.isJsonPrimitive() ? value.getAsString() : "";
    }

    private static JsonObject object(JsonObject from, String name) {
        JsonElement value = from.get(name);
        return value != null && value.isJsonObject() ? value.getAsJsonObject() : NOTHING;
    }
}
