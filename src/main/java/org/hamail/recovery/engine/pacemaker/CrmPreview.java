package org.hamail.recovery.engine.pacemaker;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.hamail.io.CommandRunner;
import org.hamail.recovery.engine.CommandPreview;
import org.hamail.recovery.engine.PlannedCommand;

/**
 * The commands that change something in the cluster, in their order; those that only look and wait come between them. They run
 * on the first node that answers.
 */
final class CrmPreview implements CommandPreview {
    private final CommandRunner node;
    private final CrmAccess crm;

    CrmPreview(CommandRunner node, CrmAccess crm) {
        this.node = node;
        this.crm = crm;
    }

    @Override
    public List<PlannedCommand> restart(String daemon, String from) {
        TemporaryChange stay = temporary(CrmPurpose.STAY);
        TemporaryChange stop = temporary(CrmPurpose.RESTART);
        return List.of(
                command(TemporaryChanges.constraining(stay.preferring(from))),
                command(TemporaryChanges.changing(stop.stopping("group", List.of()))),
                command(TemporaryChanges.removing(stop)),
                command(TemporaryChanges.removing(stay)));
    }

    @Override
    public List<PlannedCommand> move(String from, String to) {
        TemporaryChange move = temporary(CrmPurpose.MOVE);
        return List.of(
                command(TemporaryChanges.constraining(move.preferring(to))), command(TemporaryChanges.removing(move)));
    }

    @Override
    public List<PlannedCommand> stop() {
        return List.of(command(stopping(crm.shell().resource())));
    }

    @Override
    public List<PlannedCommand> start() {
        return List.of(command(starting(crm.shell().resource())));
    }

    static List<String> stopping(String resource) {
        return List.of(
                "crm_resource",
                "--resource",
                resource,
                "--meta",
                "--set-parameter",
                "target-role",
                "--parameter-value",
                "Stopped");
    }

    static List<String> starting(String resource) {
        return List.of("crm_resource", "--resource", resource, "--meta", "--delete-parameter", "target-role");
    }

    private TemporaryChange temporary(CrmPurpose kind) {
        return crm.temporary(kind, crm.limit().plus(Duration.ofSeconds(60)));
    }

    private PlannedCommand command(List<String> words) {
        return new PlannedCommand(Optional.of(node.name()), node.login(), words);
    }
}
