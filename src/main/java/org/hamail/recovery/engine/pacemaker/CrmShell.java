package org.hamail.recovery.engine.pacemaker;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Collectors;
import org.hamail.io.Command;
import org.hamail.io.CommandRunner;
import org.hamail.recovery.engine.EngineUnavailable;

/**
 * Runs Pacemaker's tools on a node of the cluster. The time limit of a tool is set on the node itself, with timeout(1):
 * ending ssh here would leave the tool running there.
 */
final class CrmShell {
    /** For a tool that only looks, or ends by itself. */
    static final Duration TOOL_LIMIT = Duration.ofSeconds(15);

    private static final int ANSWER_LIMIT = 8 << 20;
    private static final Duration WAY_THERE = Duration.ofSeconds(15);

    /** From timeout(1): 124 and 125 are its own, 126 and 127 say that there is no tool; beyond, a signal or ssh. */
    static final int TIMED_OUT = 124;

    /** The tools are in /usr/sbin, where the PATH of a login without rights, as of cron or of a daemon, often does not lead. */
    private static final List<String> ALSO_IN_SBIN =
            List.of("sh", "-c", "PATH=$PATH:/usr/sbin:/sbin; exec \"$@\"", "sh");

    private static final int NOT_EXECUTED = 126;
    private static final int NOT_FOUND = 127;

    private final List<CommandRunner> nodes;
    private final String resource;

    /** {@code nodes} are asked in their order; {@code resource} is the group, or primitive, that is the logical host. */
    CrmShell(List<CommandRunner> nodes, String resource) {
        this.nodes = List.copyOf(nodes);
        this.resource = resource;
    }

    /** What a tool said, and how it exited. */
    record CrmAnswer(String tool, int code, String output) {
        /** Whether it ended by itself, so that its exit code means something. */
        boolean isComplete() {
            return code < TIMED_OUT || code == NOT_EXECUTED || code == NOT_FOUND;
        }

        /** The output of a tool that did what it was told. */
        String expected() throws EngineUnavailable {
            if (code != 0) {
                throw new EngineUnavailable(tool + " exited with " + code);
            }
            return output;
        }
    }

    /** The node that was asked, and what it said. */
    record NodeStatus(CommandRunner node, CrmStatus status) {
        private boolean hasQuorumAndDc() {
            return status.quorum() && status.dc().isPresent();
        }
    }

    /**
     * The status as a node sees it that is in the partition with quorum; without one, as any node sees it. All nodes are asked at
     * once and the first usable answer is taken, so that a dead node costs no time.
     */
    NodeStatus queryCluster() throws EngineUnavailable {
        BlockingQueue<NodeAnswer> answers = askAll();
        var all = new ArrayList<NodeAnswer>();
        while (all.size() < nodes.size()) {
            NodeAnswer one = next(answers);
            if (one.status().map(NodeStatus::hasQuorumAndDc).orElse(false)) {
                return one.status().get();
            }
            all.add(one);
        }
        return withoutQuorum(all);
    }

    private BlockingQueue<NodeAnswer> askAll() {
        var answers = new LinkedBlockingQueue<NodeAnswer>();
        for (CommandRunner node : nodes) {
            var thread = new Thread(() -> answers.add(query(node)), "query to " + node.name());
            thread.setDaemon(true);
            thread.start();
        }
        return answers;
    }

    private NodeStatus withoutQuorum(List<NodeAnswer> all) throws EngineUnavailable {
        List<NodeAnswer> inOrder = nodes.stream()
                .flatMap(node -> all.stream().filter(one -> one.node().equals(node)))
                .toList();
        return inOrder.stream()
                .flatMap(one -> one.status().stream())
                .findFirst()
                .orElseThrow(
                        () -> new EngineUnavailable("no node answers for the cluster (" + problems(inOrder) + ")"));
    }

    private static String problems(List<NodeAnswer> answers) {
        return answers.stream()
                .map(one -> one.node().name() + ": " + one.problem())
                .collect(Collectors.joining("; "));
    }

    /** The status from {@code node}, or why there is none. */
    private record NodeAnswer(CommandRunner node, Optional<NodeStatus> status, String problem) {}

    private NodeAnswer query(CommandRunner node) {
        try {
            return new NodeAnswer(node, Optional.of(new NodeStatus(node, statusFrom(node))), "");
        } catch (EngineUnavailable e) {
            return new NodeAnswer(node, Optional.empty(), String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            return new NodeAnswer(
                    node, Optional.empty(), e.toString()); // or whoever waits for this node would wait for ever
        }
    }

    private static NodeAnswer next(BlockingQueue<NodeAnswer> answers) throws EngineUnavailable {
        try {
            return answers.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EngineUnavailable("interrupted while waiting for the cluster");
        }
    }

    /** The cluster at one moment: its status, and what the node that decides is doing. */
    record Snapshot(NodeStatus asked, Activity activity) {}

    Snapshot look() throws EngineUnavailable {
        NodeStatus asked = queryCluster();
        return new Snapshot(asked, activity(asked));
    }

    /** A second look, through the node that answered last; through any when that one does not belong to the cluster any more. */
    Snapshot again(NodeStatus before) throws EngineUnavailable {
        PendingAnswer<Activity> activity = PendingAnswer.now(() -> activity(before));
        NodeAnswer now = query(before.node());
        boolean same = now.status()
                .map(status -> status.hasQuorumAndDc()
                        && status.status().dc().equals(before.status().dc()))
                .orElse(false);
        return same ? new Snapshot(now.status().get(), activity.answer()) : look();
    }

    CrmStatus statusFrom(CommandRunner node) throws EngineUnavailable {
        return CrmStatus.read(
                run(node, List.of("crm_mon", "-1", "--inactive", "--output-as=xml"))
                        .expected(),
                resource);
    }

    /** All of the configuration and the status, as {@code asked} knows it. */
    CrmConfiguration configuration(NodeStatus asked, Instant now) throws EngineUnavailable {
        String text = run(asked.node(), List.of("cibadmin", "--query")).expected();
        return CrmConfiguration.read(text, resource, asked.status().placement().ids(), now);
    }

    /** Whether the cluster is doing something with the resource: only when it is not, a state is more than a moment. */
    boolean isBusy(Snapshot look) throws EngineUnavailable {
        return switch (look.activity()) {
            case NONE -> false;
            case UNSETTLED -> true;
            case TRANSITION -> isTouched(look.asked(), configuration(look.asked(), Instant.EPOCH));
        };
    }

    /** What the node that decides is doing. */
    enum Activity {
        NONE,
        TRANSITION,
        /** Something else, such as an election: what comes of it nobody knows. */
        UNSETTLED
    }

    Activity activity(NodeStatus asked) throws EngineUnavailable {
        String dc = asked.status().dc().orElseThrow(() -> new EngineUnavailable("the cluster has elected no DC"));
        String state = state(asked.node(), dc);
        if (state.isEmpty()) {
            throw new EngineUnavailable("crmadmin does not say what the DC " + dc + " is doing");
        }
        return switch (state) {
            case "S_IDLE" -> Activity.NONE;
            case "S_TRANSITION_ENGINE" -> Activity.TRANSITION;
            default -> Activity.UNSETTLED;
        };
    }

    private String state(CommandRunner node, String dc) throws EngineUnavailable {
        // never crmadmin -D, which waits for ever while there is none
        CrmAnswer answer = run(node, List.of("crmadmin", "-S", dc, "--output-as=xml"));
        return CrmXml.child("crmadmin", CrmXml.parse("crmadmin", answer.expected()), "crmd")
                .getAttribute("state");
    }

    /** Whether what is going on concerns the resource, or one whose place depends on its own; anything else does not matter here. */
    boolean isTouched(NodeStatus asked, CrmConfiguration configuration) throws EngineUnavailable {
        var ours = new HashSet<>(asked.status().placement().ids());
        ours.addAll(configuration.partners());
        return !Collections.disjoint(ours, asked.status().busy())
                || !Collections.disjoint(
                        ours,
                        CrmDryRun.of(this, asked.node(), configuration.text(), List.of())
                                .touched());
    }

    String resource() {
        return resource;
    }

    CrmAnswer run(CommandRunner node, List<String> words) throws EngineUnavailable {
        return run(node, words, "", TOOL_LIMIT);
    }

    /** Runs a tool with {@code input} and looks at how it ends; {@code limit} holds on the node. */
    CrmAnswer run(CommandRunner node, List<String> words, String input, Duration limit) throws EngineUnavailable {
        String tool = words.get(0);
        var bounded = new ArrayList<>(List.of("timeout", "-k", "2", String.valueOf(limit.toSeconds())));
        bounded.addAll(ALSO_IN_SBIN);
        bounded.addAll(words);
        Command.Ending ending =
                node.command(bounded).withInput(input).answering(ANSWER_LIMIT).run(limit.plus(WAY_THERE));
        if (ending instanceof Command.Ending.Exited exited) {
            return new CrmAnswer(tool, exited.code(), exited.output());
        } else if (ending instanceof Command.Ending.NotStarted notStarted) {
            throw new EngineUnavailable(tool + " cannot be started: " + notStarted.reason());
        }
        throw new EngineUnavailable(
                tool + " did not end within " + limit.plus(WAY_THERE).toSeconds() + " s");
    }
}
