package org.hamail.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.hamail.program.Bench;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A daemon that dies in a pause, and that neither a restart nor a failover brings back. */
class ReportVerbTest {
    @TempDir
    Path directory = Path.of("/nonexistent");

    private Bench bench;

    @BeforeEach
    void anIncident() throws Exception {
        bench = new Bench(directory).prepare();
        bench.tell(Map.of("--state", "OK", "--output", "DAEMON OK: 1 process"));
        bench.hamail("pause", "--reason=<b>disks</b>");
        bench.tell();
        bench.hamail("resume");
        bench.tell(Map.of("--attempt", "4"));
    }

    private String said(int exit, String... words) {
        int before = bench.printed().length();
        assertEquals(exit, bench.hamail(words), bench::printed);
        return bench.printed().substring(before);
    }

    private JsonArray incidents(String... more) {
        String[] words = new String[more.length + 2];
        words[0] = "report";
        words[1] = "--json";
        System.arraycopy(more, 0, words, 2, more.length);
        JsonObject json = JsonParser.parseString(said(0, words)).getAsJsonObject();
        return json.getAsJsonArray("logical_hosts").get(0).getAsJsonObject().getAsJsonArray("incidents");
    }

    private static JsonObject first(JsonObject of, String name) {
        return of.getAsJsonArray(name).get(0).getAsJsonObject();
    }

    @Test
    void everythingThatHappenedIsTold() {
        JsonObject incident = incidents().get(1).getAsJsonObject();
        assertEquals("imapd process (local)", first(incident, "seen").get("by").getAsString());
        assertEquals("CRITICAL [absent]", first(incident, "seen").get("what").getAsString());
        assertEquals("paused", first(incident, "held").get("rule").getAsString());
        assertEquals("restart of all", first(incident, "done").get("what").getAsString());
        assertEquals("hamail", first(incident, "done").get("by").getAsString());
        assertFalse(first(incident, "done").get("proved").getAsBoolean());
        assertEquals("IMAP", first(incident, "away").get("protocol").getAsString());
        assertTrue(incident.get("to").isJsonNull());
        assertTrue(first(incident, "today").get("decision").getAsString().matches("hold|restart"));
        assertTrue(incident.get("against").isJsonNull());
    }

    @Test
    void whatAnotherPolicyWouldHaveDoneStandsBeside() throws Exception {
        Path other = Files.writeString(
                directory.resolve("other.yaml"),
                Files.readString(bench.configuration).replace("policy: {", "policy: {mode: log-only, "));
        JsonObject incident = incidents("--against=" + other).get(1).getAsJsonObject();
        assertEquals("hold", first(incident, "against").get("decision").getAsString());
        assertFalse(incident.get("against").equals(incident.get("today")), incident::toString);
    }

    @Test
    void incidentIsFoundByAnyOfItsRecords() {
        JsonArray all = incidents();
        long id = all.get(1).getAsJsonObject().get("id").getAsLong();
        assertEquals(1, incidents("--incident=" + id).size());
        assertEquals(
                id,
                incidents("--incident=#" + (id + 1))
                        .get(0)
                        .getAsJsonObject()
                        .get("id")
                        .getAsLong());
        assertTrue(said(3, "report", "--incident=4711").contains("no incident 4711; 'hamail history'"), bench::printed);
    }

    @Test
    void thePageHasItAll() throws Exception {
        Path page = directory.resolve("report.html");
        said(0, "report", "--html=" + page);
        String html = Files.readString(page);
        assertTrue(html.contains("&lt;b&gt;disks"), html);
        assertFalse(html.contains("<b>disks"), html);
        for (String part : new String[] {"Mail away", "Seen", "Held", "Done and proved", "<svg", "NOT verified at"}) {
            assertTrue(html.contains(part), part);
        }
    }

    @Test
    void forPeopleItIsTheHistoryAndMore() {
        String text = said(0, "report");
        assertTrue(text.contains("  away      IMAP "), text);
        assertTrue(text.contains("  today     "), text);
    }
}
