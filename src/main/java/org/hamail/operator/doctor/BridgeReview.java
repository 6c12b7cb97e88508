package org.hamail.operator.doctor;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.hamail.io.FileProblem;
import org.hamail.io.JsonText;
import org.hamail.operator.doctor.finding.FindingKind;
import org.hamail.operator.doctor.finding.Findings;

/** Whether the core gives its jobs to hamail-bridge, by the status file that the bridge renews every 10 s. */
final class BridgeReview {
    private static final Duration STALE = Duration.ofSeconds(60);
    private static final String PROBE = "check_mail_protocol";

    private final Path status;
    private final Findings findings;

    BridgeReview(Path status, Findings findings) {
        this.status = status;
        this.findings = findings;
    }

    /** Whether probes run without a process of the core's. No status file: there is no bridge, and nothing to say. */
    boolean isKnown() {
        if (Files.notExists(status)) {
            return false;
        }
        try {
            Instant written = Files.getLastModifiedTime(status).toInstant();
            JsonObject programs = JsonText.parse(Files.readString(status, StandardCharsets.UTF_8))
                    .getAsJsonObject()
                    .getAsJsonObject("programs");
            if (Duration.between(written, Instant.now()).compareTo(STALE) > 0) {
                unknown("hamail-bridge has not renewed its status since " + written);
                return false;
            }
            List<String> missing = unregistered(programs);
            if (!missing.isEmpty()) {
                unknown("the core does not know hamail-bridge for " + String.join(", ", missing));
            }
            return programs.has(PROBE) && !missing.contains(PROBE);
        } catch (IOException e) {
            findings.add(FindingKind.UNREADABLE, status.toString(), FileProblem.sentence(e));
        } catch (JsonParseException | IllegalStateException | ClassCastException | NullPointerException e) {
            findings.add(FindingKind.UNREADABLE, status.toString(), "no status of hamail-bridge");
        }
        return false;
    }

    private static List<String> unregistered(JsonObject programs) {
        return programs.keySet().stream()
                .filter(name -> programs.getAsJsonObject(name).get("registered").isJsonNull())
                .toList();
    }

    private void unknown(String what) {
        findings.add(FindingKind.BRIDGE_UNKNOWN, status.toString(), what);
    }
}
