package org.hamail.program;

import org.hamail.recovery.action.ActionResult;
import org.hamail.recovery.action.Engine;
import org.hamail.recovery.action.EngineSilent;
import org.hamail.recovery.cluster.ClusterView;

/** An engine that this version cannot drive. It never answers, so that its gate stays closed and nothing is ever done. */
final class UnavailableEngine implements Engine {
    private final String kind;
    private final String resource;

    UnavailableEngine(String kind, String resource) {
        this.kind = kind;
        this.resource = resource;
    }

    @Override
    public String name() {
        return kind + " engine";
    }

    @Override
    public ClusterView status() throws EngineSilent {
        throw new EngineSilent(sentence());
    }

    @Override
    public ActionResult restart(String daemon) {
        return ActionResult.failed(sentence());
    }

    @Override
    public ActionResult move(String from, String to) {
        return ActionResult.failed(sentence());
    }

    @Override
    public ActionResult stop() {
        return ActionResult.failed(sentence());
    }

    @Override
    public ActionResult start() {
        return ActionResult.failed(sentence());
    }

    private String sentence() {
        return "this version cannot drive " + kind + " (" + resource + "); use the engine 'command'";
    }
}
