package org.hamail.operator.replay;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A replay for machines. */
public final class ReplayJson {
    private ReplayJson() {}

    /** What belongs to no logical host. */
    public static Map<String, JsonElement> whole(ReplayReport report) {
        var whole = new LinkedHashMap<String, JsonElement>();
        ReplayInput input = report.input();
        boolean hasTimes = input.extent().last() > 0;
        whole.put("from", hasTimes ? new JsonPrimitive(report.from().toString()) : JsonNull.INSTANCE);
        whole.put("to", hasTimes ? new JsonPrimitive(report.to().toString()) : JsonNull.INSTANCE);
        whole.put("lines", new JsonPrimitive(input.extent().lines()));
        whole.put("ignored", new JsonPrimitive(input.extent().ignored()));
        var unreadable = new JsonArray();
        input.unreadable().forEach(each -> unreadable.add(each.json()));
        whole.put("unreadable", unreadable);
        whole.put("undecidable", new JsonPrimitive(input.undecidable().count()));
        whole.put("differences", differences(report.differences()));
        return whole;
    }

    private static JsonArray differences(List<Difference> differences) {
        var array = new JsonArray();
        for (Difference each : differences) {
            var item = new JsonObject();
            item.addProperty("time", each.time().toString());
            item.addProperty("logical_host", each.logicalHost());
            item.addProperty("a", each.a());
            item.addProperty("b", each.b());
            array.add(item);
        }
        return array;
    }

    /** What belongs to one logical host; its name is left to the document. */
    public static Map<String, JsonElement> of(HostResult result) {
        var decisions = new JsonArray();
        result.decisions().forEach(made -> decisions.add(made.json()));
        var holds = new JsonObject();
        result.holds().forEach(holds::addProperty);
        var host = new LinkedHashMap<String, JsonElement>();
        host.put("decisions", decisions);
        host.put("restarts", new JsonPrimitive(result.count("restart")));
        host.put("failovers", new JsonPrimitive(result.count("failover")));
        host.put("holds", holds);
        return host;
    }
}
