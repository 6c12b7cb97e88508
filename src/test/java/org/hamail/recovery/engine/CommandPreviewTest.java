package org.hamail.recovery.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.hamail.io.Node;
import org.hamail.model.Placeholders;
import org.hamail.recovery.engine.pacemaker.PacemakerEngine;
import org.hamail.time.Deadline.Ticker;
import org.hamail.time.Sleeper;
import org.junit.jupiter.api.Test;

/** What is shown beforehand is what would be run. */
class CommandPreviewTest {
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final Node REMOTE = new Node("phys-a", Optional.of("mailadm@10.0.0.1"));

    private static List<String> shown(List<PlannedCommand> commands) {
        return commands.stream()
                .map(command -> command.node().orElse("-") + " " + command.user("me") + " " + command.line())
                .toList();
    }

    @Test
    void withoutEngineProfilesCommandsRunOnNode() {
        var templates = new NoEngine.ProfileTemplates(
                List.of("sudo", "-n", "systemctl", "restart", "{daemon}.service"), List.of(), List.of("start it"));
        CommandPreview preview = new NoEngine(REMOTE, templates, Placeholders.none(), LIMIT).preview();
        assertEquals(
                List.of("phys-a mailadm sudo -n systemctl restart imapd.service"),
                shown(preview.restart("imapd", "phys-a")));
        assertEquals(List.of("phys-a mailadm 'start it'"), shown(preview.start()));
        assertEquals(List.of(), preview.stop());
        assertEquals(List.of(), preview.move("phys-a", "phys-b"));
    }

    @Test
    void restartWithoutCommandIsStopAndStart() {
        var templates = new NoEngine.ProfileTemplates(List.of(), List.of("stop"), List.of("start"));
        Node here = new Node("box", Optional.empty());
        CommandPreview preview = new NoEngine(here, templates, Placeholders.none(), LIMIT).preview();
        assertEquals(List.of("box me stop", "box me start"), shown(preview.restart("all", "box")));
    }

    @Test
    void theClusterIsToldOnTheFirstNode() {
        var engine = new PacemakerEngine(
                List.of(REMOTE), "mail-group", "mon1", LIMIT, InstantSource.system(), Ticker.system(), Sleeper.real());
        assertEquals(
                List.of("phys-a mailadm crm_resource --resource mail-group --meta --delete-parameter target-role"),
                shown(engine.preview().start()));
        List<String> move = shown(engine.preview().move("phys-a", "phys-b"));
        assertEquals(2, move.size());
        assertEquals(
                "phys-a mailadm cibadmin --delete-all --force --xpath"
                        + " '//constraints/rsc_location[@id='\\''hamail-move-mail-group-mon1'\\'']'",
                move.get(1));
        assertEquals(4, engine.preview().restart("all", "phys-a").size());
    }
}
