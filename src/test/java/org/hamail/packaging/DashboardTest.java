package org.hamail.packaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The dashboard asks for figures that there are. */
class DashboardTest {
    private static final Pattern METRIC = Pattern.compile("\"metric\" = '([a-z]+)'");

    @Test
    void everyFigureIsLabelThatDocumentsList() throws IOException {
        JsonObject dashboard = JsonParser.parseString(
                        Files.readString(Path.of("nagios-config/icinga2/grafana-dashboard.json")))
                .getAsJsonObject();
        String listed = Files.readString(Path.of("src/site/markdown/agent.md"));
        String labels = listed.substring(listed.indexOf("The labels of performance data"));
        var asked = new HashSet<String>();
        for (JsonElement panel : dashboard.getAsJsonArray("panels")) {
            for (JsonElement target : panel.getAsJsonObject().getAsJsonArray("targets")) {
                Matcher metric =
                        METRIC.matcher(target.getAsJsonObject().get("query").getAsString());
                assertTrue(metric.find(), target.toString());
                asked.add(metric.group(1));
            }
        }
        assertEquals(Set.of("held", "age", "restarts", "failovers", "time", "greeting", "lag", "spool"), asked);
        asked.forEach(label -> assertTrue(labels.matches("(?s)[^\n]*\\b" + label + "\\b.*"), label));
    }
}
