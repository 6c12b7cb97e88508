package org.hamail.site;

import java.time.Duration;
import org.hamail.model.ClusterView;
import org.hamail.recovery.engine.ActionResult;
import org.hamail.recovery.engine.Engine;
import org.hamail.recovery.engine.EngineUnavailable;
import org.hamail.recovery.policy.FailoverPreconditions;
import org.hamail.recovery.policy.Reading;
import org.hamail.recovery.verify.ProbeOutcome;
import org.hamail.recovery.verify.Verifier.RoleProbe;

/** Engine, probe and preconditions of a program that only looks: asks nothing and does nothing. */
final class NothingAsked implements Engine, RoleProbe, FailoverPreconditions {
    private static final String ONLY_LOOKS = "this program observes only";

    @Override
    public String name() {
        return ONLY_LOOKS;
    }

    @Override
    public ClusterView status() throws EngineUnavailable {
        throw new EngineUnavailable(ONLY_LOOKS);
    }

    @Override
    public ActionResult restart(String daemon) {
        return ActionResult.failed(ONLY_LOOKS);
    }

    @Override
    public ActionResult move(String from, String to) {
        return ActionResult.failed(ONLY_LOOKS);
    }

    @Override
    public ActionResult stop() {
        return ActionResult.failed(ONLY_LOOKS);
    }

    @Override
    public ActionResult start() {
        return ActionResult.failed(ONLY_LOOKS);
    }

    @Override
    public ProbeOutcome look(String role, String node, Duration limit) {
        return ProbeOutcome.cannotTell(ONLY_LOOKS);
    }

    @Override
    public ProbeOutcome lookOnNode(String role, String node, Duration limit) {
        return ProbeOutcome.cannotTell(ONLY_LOOKS);
    }

    @Override
    public Reading<Boolean> directoryAnswers() {
        return new Reading.NotAsked<>();
    }

    @Override
    public Reading<Boolean> monitoringHostReachesOthers() {
        return new Reading.NotAsked<>();
    }
}
