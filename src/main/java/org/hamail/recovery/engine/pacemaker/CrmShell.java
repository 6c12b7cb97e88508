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
    record Voice(CommandRunner node, CrmStatus status) {
        private boolean isOfTheCluster() {
            return status.quorum() && status.dc().isPresent();
        }
    }

    /**
     * The status as a node knows it that is in the part of the cluster with quorum; if there is none, as any node knows it. All
     * are asked at once, and the first that will do is heard: a dead node costs no time.
     */
    Voice listen() throws EngineUnavailable {
        var heard = new LinkedBlockingQueue<Heard>();
        for (CommandRunner node : nodes) {
            var thread = new Thread(() -> heard.add(hear(node)), "question to " + node.name());
            thread.setDaemon(true);
            thread.start();
        }
        var all = new ArrayList<Heard>();
        while (all.size() < nodes.size()) {
            Heard one = next(heard);
            if (one.voice().map(Voice::isOfTheCluster).orElse(false)) {
                return one.voice().get();
            }
            all.add(one);
        }
        List<Heard> inOrder = nodes.stream()
                .flatMap(node -> all.stream().filter(one -> one.node().equals(node)))
                .toList();
        Optional<Voice> lame =
                inOrder.stream().flatMap(one -> one.voice().stream()).findFirst();
        if (lame.isEmpty()) {
            throw new EngineUnavailable("no node answers for the cluster ("
                    + inOrder.stream()
                            .map(one -> one.node().name() + ": " + one.silence())
                            .collect(Collectors.joining("; "))
                    + ")");
        }
        return lame.get();
    }

    /** What {@code node} said, or why it said nothing. */
    private record Heard(CommandRunner node, Optional<Voice> voice, String silence) {}

    private Heard hear(CommandRunner node) {
        try {
            return new Heard(node, Optional.of(new Voice(node, statusFrom(node))), "");
        } catch (EngineUnavailable e) {
            return new Heard(node, Optional.empty(), String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            return new Heard(
                    node, Optional.empty(), e.toString()); // or whoever waits for this node would wait for ever
        }
    }

    private static Heard next(BlockingQueue<Heard> heard) throws EngineUnavailable {
        try {
            return heard.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EngineUnavailable("the question was broken off");
        }
    }

    /** The cluster at one moment: its status, and what the node that decides is doing. */
    record ShellLook(Voice voice, Activity activity) {}

    ShellLook look() throws EngineUnavailable {
        Voice voice = listen();
        return new ShellLook(voice, activity(voice));
    }

    /** A second look, by the node that has just told; by any when it does not belong to the cluster any more. */
    ShellLook again(Voice before) throws EngineUnavailable {
        Asked<Activity> activity = Asked.now(() -> activity(before));
        Heard heard = hear(before.node());
        boolean same = heard.voice()
                .map(now -> now.isOfTheCluster()
                        && now.status().dc().equals(before.status().dc()))
                .orElse(false);
        return same ? new ShellLook(heard.voice().get(), activity.answer()) : look();
    }

    CrmStatus statusFrom(CommandRunner node) throws EngineUnavailable {
        return CrmStatus.read(
                run(node, List.of("crm_mon", "-1", "--inactive", "--output-as=xml"))
                        .expected(),
                resource);
    }

    /** All of the configuration and the status, as {@code voice} knows it. */
    CrmConfiguration configuration(Voice voice, Instant now) throws EngineUnavailable {
        String text = run(voice.node(), List.of("cibadmin", "--query")).expected();
        return CrmConfiguration.read(text, resource, voice.status().placement().ids(), now);
    }

    /** Whether the cluster is doing something with the resource: only when it is not, a state is more than a moment. */
    boolean isBusy(ShellLook look) throws EngineUnavailable {
        return switch (look.activity()) {
            case NONE -> false;
            case UNSETTLED -> true;
            case TRANSITION -> isTouched(look.voice(), configuration(look.voice(), Instant.EPOCH));
        };
    }

    /** What the node that decides is doing. */
    enum Activity {
        NONE,
        TRANSITION,
        /** Something else, such as an election: what comes of it nobody knows. */
        UNSETTLED
    }

    Activity activity(Voice voice) throws EngineUnavailable {
        String dc = voice.status().dc().orElseThrow(() -> new EngineUnavailable("the cluster has elected no DC"));
        // never crmadmin -D, which waits for ever while there is none
        CrmAnswer answer = run(voice.node(), List.of("crmadmin", "-S", dc, "--output-as=xml"));
        String state = CrmXml.child("crmadmin", CrmXml.parse("crmadmin", answer.expected()), "crmd")
                .getAttribute("state");
        if (state.isEmpty()) {
            throw new EngineUnavailable("crmadmin does not say what the DC " + dc + " is doing");
        }
        return switch (state) {
            case "S_IDLE" -> Activity.NONE;
            case "S_TRANSITION_ENGINE" -> Activity.TRANSITION;
            default -> Activity.UNSETTLED;
        };
    }

    /** Whether what is going on concerns the resource, or one whose place depends on its own; anything else is none of ours. */
    boolean isTouched(Voice voice, CrmConfiguration configuration) throws EngineUnavailable {
        var ours = new HashSet<>(voice.status().placement().ids());
        ours.addAll(configuration.partners());
        return !Collections.disjoint(ours, voice.status().busy())
                || !Collections.disjoint(
                        ours,
                        CrmDryRun.of(this, voice.node(), configuration.text(), List.of())
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
