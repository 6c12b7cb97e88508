package org.hamail.recovery;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import org.hamail.io.AtomicFile;
import org.hamail.io.FileProblem;
import org.hamail.io.JsonText;
import org.hamail.io.StateFiles;
import org.hamail.model.ServiceState;
import org.hamail.recovery.policy.Reading;

/** The file that holds the operator's switch. A missing one means on: nobody has ever switched. An unreadable one refuses. */
public final class ServiceSwitch {
    private static final String SOURCE = "service.json";

    private static final int LARGEST = 1 << 16;

    private final Path file;

    /** {@code directory} is the one of the logical host. */
    public ServiceSwitch(Path directory) {
        this.file = directory.resolve(SOURCE);
    }

    public Reading<ServiceState> read() {
        try {
            String text = UTF_8.newDecoder()
                    .decode(ByteBuffer.wrap(StateFiles.read(file, LARGEST)))
                    .toString();
            return new Reading.Known<>(parse(JsonText.parse(text).getAsJsonObject()), SOURCE, 0);
        } catch (NoSuchFileException e) {
            return new Reading.Known<>(ServiceState.initial(), SOURCE, 0);
        } catch (IOException e) {
            return new Reading.Unreadable<>("cannot read " + file + ": " + FileProblem.reason(e), SOURCE);
        } catch (JsonParseException e) {
            return new Reading.Unreadable<>(file + " is not JSON", SOURCE);
        } catch (IllegalArgumentException | IllegalStateException | ClassCastException | DateTimeException e) {
            return new Reading.Unreadable<>(file + " is not valid: " + e.getMessage(), SOURCE);
        }
    }

    /** What the switch says, where it can be read. */
    public Optional<ServiceState> known() {
        return read() instanceof Reading.Known<ServiceState> known ? Optional.of(known.value()) : Optional.empty();
    }

    /** Replaces the file, synced and in one step: a crash leaves the old or the new one. */
    public void write(ServiceState state) throws IOException {
        var json = new JsonObject();
        json.addProperty("state", state.position().word());
        json.addProperty("who", state.who());
        json.addProperty("reason", state.reason());
        json.addProperty("since", state.since().orElse(null));
        json.addProperty("until", state.until().orElse(null));
        AtomicFile.replace(file, json + "\n");
    }

    private static ServiceState parse(JsonObject json) {
        String word = text(json, "state").orElse("");
        text(json, "until").ifPresent(Instant::parse); // who asks later whether it is over must not stumble over it
        for (ServiceState.Switch position : ServiceState.Switch.values()) {
            if (position.word().equals(word)) {
                return new ServiceState(
                        position,
                        text(json, "who").orElse(""),
                        text(json, "reason").orElse(""),
                        text(json, "since"),
                        text(json, "until"));
            }
        }
        throw new IllegalArgumentException("state is '" + word + "', not on, paused or off");
    }

    private static Optional<String> text(JsonObject json, String name) {
        JsonElement value = json.get(name);
        return value == null || value.isJsonNull() ? Optional.empty() : Optional.of(value.getAsString());
    }
}
