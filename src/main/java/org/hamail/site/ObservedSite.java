package org.hamail.site;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.hamail.config.HamailConfig;
import org.hamail.config.LogicalHostConfig;
import org.hamail.config.PolicyConfig;
import org.hamail.model.ClusterView;
import org.hamail.model.PolicySettings.VerificationLimits;
import org.hamail.recovery.Site;
import org.hamail.recovery.engine.ActionResult;
import org.hamail.recovery.engine.Engine;
import org.hamail.recovery.engine.EngineUnavailable;
import org.hamail.recovery.journal.Moments;
import org.hamail.recovery.policy.FailoverPreconditions;
import org.hamail.recovery.policy.Reading;
import org.hamail.recovery.verify.ProbeOutcome;
import org.hamail.recovery.verify.Verifier;
import org.hamail.recovery.verify.Verifier.RoleProbe;
import org.hamail.time.Sleeper;
import org.hamail.time.Ticker;

/**
 * A logical host for those who only look at journal, switch, lock and core. It can ask no engine and probe no daemon, and so
 * the jar of {@code check_mail_ha} needs nothing of all that.
 */
public final class ObservedSite {
    private static final String ONLY_LOOKS = "this program observes only";

    private ObservedSite() {}

    public static Site of(HamailConfig config, LogicalHostConfig logicalHost) {
        PolicyConfig policy = logicalHost.policy();
        VerificationLimits limits = policy.verification();
        return new Site(
                logicalHost.name(),
                config.stateDir(),
                policy.settings(),
                new NoSight(),
                logicalHost.engine().timeout(),
                new Site.Sources(
                        new NoSight(),
                        new Verifier(new NoSight(), List.of(), limits, Ticker.system(), Sleeper.real()),
                        limits.probeTimeout(),
                        new NoSight(),
                        ConfiguredCore.of(config, Clock.systemUTC())),
                new Site.Timing(Moments.ofThisMachine(), Sleeper.real()));
    }

    /** Answers nothing, and does nothing. */
    private static final class NoSight implements Engine, RoleProbe, FailoverPreconditions {
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
}
