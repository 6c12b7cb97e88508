package org.hamail.recovery.action;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs Pacemaker's tools on a node of the cluster. The time limit of a tool is set on the node itself, with timeout(1):
 * ending ssh here would leave the tool running there.
 */
final class CrmShell {
    /** For a tool that only looks, or ends by itself. */
    static final Duration TOOL_LIMIT = Duration.ofSeconds(15);

    static final List<String> CONSTRAINTS = List.of("cibadmin", "--query", "--scope", "constraints");
    private static final int ANSWER_LIMIT = 8 << 20;
    private static final Duration WAY_THERE = Duration.ofSeconds(15);

    /** From timeout(1): 124 and 125 are its own, 126 and 127 say that there is no tool; beyond, a signal or ssh. */
    static final int TIMED_OUT = 124;

    private static final int NOT_EXECUTED = 126;
    private static final int NOT_FOUND = 127;

    private final List<Reach> nodes;
    private final String resource;

    /** {@code nodes} are asked in their order; {@code resource} is the group, or primitive, that is the logical host. */
    CrmShell(List<Reach> nodes, String resource) {
        this.nodes = List.copyOf(nodes);
        this.resource = resource;
    }

    /** What a tool said, and how it exited. */
    record Answer(String tool, int code, String output) {
        /** Whether it ended by itself, so that its exit code means something. */
        boolean isComplete() {
            return code < TIMED_OUT || code == NOT_EXECUTED || code == NOT_FOUND;
        }

        /** The output of a tool that did what it was told. */
        String expected() throws EngineSilent {
            if (code != 0) {
                throw new EngineSilent(tool + " exited with " + code);
            }
            return output;
        }
    }

    /** The node that was asked, and what it said. */
    record Voice(Reach node, CrmStatus status) {}

    /** The status as a node knows it that is in the part of the cluster with quorum; if there is none, as any node knows it. */
    Voice listen() throws EngineSilent {
        var reasons = new ArrayList<String>();
        Voice lame = null;
        for (Reach node : nodes) {
            try {
                CrmStatus status = statusFrom(node);
                if (status.quorum() && status.dc().isPresent()) {
                    return new Voice(node, status);
                }
                lame = lame == null ? new Voice(node, status) : lame;
            } catch (EngineSilent silent) {
                reasons.add(node.name() + ": " + silent.getMessage());
            }
        }
        if (lame == null) {
            throw new EngineSilent("no node answers for the cluster (" + String.join("; ", reasons) + ")");
        }
        return lame;
    }

    CrmStatus statusFrom(Reach node) throws EngineSilent {
        return CrmStatus.read(
                run(node, List.of("crm_mon", "-1", "--inactive", "--output-as=xml"))
                        .expected(),
                resource);
    }

    /** Whether the node that decides has nothing left to do: only then is a state more than a moment of a transition. */
    boolean isIdle(Voice voice) throws EngineSilent {
        String dc = voice.status().dc().orElseThrow(() -> new EngineSilent("the cluster has elected no DC"));
        // never crmadmin -D, which waits for ever while there is none
        Answer answer = run(voice.node(), List.of("crmadmin", "-S", dc, "--output-as=xml"));
        String state = CrmXml.child("crmadmin", CrmXml.parse("crmadmin", answer.expected()), "crmd")
                .getAttribute("state");
        if (state.isEmpty()) {
            throw new EngineSilent("crmadmin does not say what the DC " + dc + " is doing");
        }
        return state.equals("S_IDLE");
    }

    Answer run(Reach node, List<String> words) throws EngineSilent {
        return run(node, words, "", TOOL_LIMIT);
    }

    /** Runs a tool with {@code input} and looks at how it ends; {@code limit} holds on the node. */
    Answer run(Reach node, List<String> words, String input, Duration limit) throws EngineSilent {
        String tool = words.get(0);
        var bounded = new ArrayList<>(List.of("timeout", "-k", "2", String.valueOf(limit.toSeconds())));
        bounded.addAll(words);
        ShellFreeCommand.Ending ending =
                node.command(bounded).withInput(input).answering(ANSWER_LIMIT).run(limit.plus(WAY_THERE));
        if (ending instanceof ShellFreeCommand.Ending.Exited exited) {
            return new Answer(tool, exited.code(), exited.output());
        } else if (ending instanceof ShellFreeCommand.Ending.NotStarted notStarted) {
            throw new EngineSilent(tool + " cannot be started: " + notStarted.reason());
        }
        throw new EngineSilent(
                tool + " did not end within " + limit.plus(WAY_THERE).toSeconds() + " s");
    }
}
