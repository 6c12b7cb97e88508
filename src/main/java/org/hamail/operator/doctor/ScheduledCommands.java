package org.hamail.operator.doctor;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hamail.config.AgentConfig;
import org.hamail.config.HamailConfig;
import org.hamail.config.yaml.Problem;
import org.hamail.config.yaml.YamlNode;
import org.hamail.plugin.ServerText;

/** The agent's checks whose words are no command of the check that they name: each would be UNKNOWN whenever it runs. */
public final class ScheduledCommands {
    private static final int LONGEST = 500;

    private ScheduledCommands() {}

    /** Reads a command line as the check does that its first word names, and runs nothing. */
    public interface Reader {
        /** What makes no sense about {@code words}; {@code config} is the configuration of the agent. */
        Optional<String> fault(Path config, List<String> words);
    }

    /** Each with the place of its words. */
    public static List<Problem> faults(HamailConfig config, Reader reader) {
        var places = new YamlPlaces(config.file());
        var faults = new ArrayList<Problem>();
        List<AgentConfig.ScheduledCheck> checks =
                config.agent().map(AgentConfig::checks).orElse(List.of());
        for (int i = 0; i < checks.size(); i++) {
            Optional<String> fault = reader.fault(config.file(), checks.get(i).run());
            if (fault.isPresent()) {
                Optional<YamlNode> place = places.value("agent", "checks", "" + i, "run");
                faults.add(new Problem(
                        config.file().toString(),
                        place.map(YamlNode::line).orElse(0),
                        place.map(YamlNode::column).orElse(0),
                        "agent.checks[" + i + "].run",
                        "no command of " + checks.get(i).run().get(0) + ", which would be UNKNOWN: "
                                + ServerText.detail(fault.get(), LONGEST)));
            }
        }
        return faults;
    }
}
