package org.hamail.recovery.core;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.stream.JsonReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hamail.io.JsonText;
import org.hamail.net.NetworkException;
import org.hamail.recovery.core.CoreView.NotShown;
import org.hamail.recovery.core.MonitoringCore.CannotRead;
import org.jspecify.annotations.Nullable;

/** What Icinga's API says about services, made a view. */
final class IcingaAnswer {
    private static final String FOREIGN = "answers with something else than Icinga's JSON";

    /** So many fit into the memory of every program that asks. */
    private static final int MOST = 5_000;

    private final Instant now;
    private final boolean mainSwitchOn;

    IcingaAnswer(Instant now, boolean mainSwitchOn) {
        this.now = now;
        this.mainSwitchOn = mainSwitchOn;
    }

    /**
     * Whether event handlers are on for the whole of Icinga. Who may not see that sees no switch of any service either. Only
     * where there is no such page at all (404, and not by a word of Icinga's) there is no such switch.
     */
    static boolean mainSwitchOn(HttpCall.HttpAnswer answer) throws CannotRead {
        if (answer.status() == 200) {
            return mainSwitchOn(answer.body());
        }
        if (answer.status() == 404 && !isWordOfIcinga(answer.body())) {
            return true;
        }
        throw new CannotRead("does not show whether event handlers are on for the whole of it (" + answer.status()
                + "): give the ApiUser the permission status/query");
    }

    private static boolean mainSwitchOn(String body) throws CannotRead {
        try {
            JsonElement results = JsonText.parse(body).getAsJsonObject().get("results");
            JsonObject first = results.getAsJsonArray().get(0).getAsJsonObject();
            JsonObject app = first.getAsJsonObject("status")
                    .getAsJsonObject("icingaapplication")
                    .getAsJsonObject("app");
            return app.getAsJsonPrimitive("enable_event_handlers").getAsBoolean();
        } catch (RuntimeException e) {
            throw new CannotRead("does not say whether event handlers are on for the whole of it", e);
        }
    }

    /** {@code {"error": 404, "status": "..."}}. */
    private static boolean isWordOfIcinga(String body) {
        try {
            return JsonText.parse(body).getAsJsonObject().has("error");
        } catch (JsonParseException | IllegalStateException e) {
            return false;
        }
    }

    private void addAll(JsonReader json, HttpAnswerBody body, List<CoreService> usable, List<NotShown> unusable)
            throws IOException, CannotRead {
        json.beginArray();
        while (json.hasNext()) { // one at a time: there may be thousands
            body.nextPart();
            if (usable.size() + unusable.size() > MOST) {
                throw new CannotRead("shows more than " + MOST + " services with hamail's custom variables");
            }
            add(new IcingaService(JsonText.next(json).getAsJsonObject()), usable, unusable);
        }
        json.endArray();
    }

    /** {@code body} is read while it comes. */
    CoreView view(HttpAnswerBody body) throws IOException, CannotRead {
        var usable = new ArrayList<CoreService>();
        var unusable = new ArrayList<NotShown>();
        try (var json = new JsonReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
            boolean answered = false;
            json.beginObject();
            while (json.hasNext()) {
                if (json.nextName().equals("results")) {
                    addAll(json, body, usable, unusable);
                    answered = true;
                } else {
                    json.skipValue();
                }
            }
            json.endObject();
            if (!answered) {
                throw new CannotRead(FOREIGN);
            }
        } catch (IOException | JsonParseException | IllegalStateException | ClassCastException e) {
            throwNetworkFault(e);
            throw new CannotRead(FOREIGN, e);
        }
        if (usable.isEmpty() && unusable.isEmpty()) {
            throw new CannotRead("shows no service with the custom variables mail_daemon, mail_check and mail_observer:"
                    + " it is another Icinga, or they are not configured");
        }
        return new CoreView(now, usable, unusable);
    }

    /** Gson calls it a fault of the text when the text does not come. */
    private static void throwNetworkFault(Throwable e) throws IOException {
        for (@Nullable Throwable fault = e; fault != null; fault = fault.getCause()) {
            if (fault instanceof NetworkException || fault instanceof HttpAnswerBody.Refused) {
                throw (IOException) fault;
            }
        }
    }

    private void add(IcingaService service, List<CoreService> usable, List<NotShown> unusable) {
        Optional<Tag> tag = service.tag();
        if (tag.isPresent()) {
            try {
                usable.add(service.shown(tag.get(), mainSwitchOn, now));
            } catch (CannotRead e) {
                unusable.add(tag.get().unusable("the core's " + service.name() + " cannot be used: " + e.reason()));
            }
        }
    }
}
