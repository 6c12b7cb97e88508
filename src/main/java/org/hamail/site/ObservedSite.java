package org.hamail.site;

import java.time.Clock;
import java.util.List;
import org.hamail.config.HamailConfig;
import org.hamail.config.LogicalHostConfig;
import org.hamail.config.PolicyConfig;
import org.hamail.model.PolicySettings.VerificationLimits;
import org.hamail.recovery.Site;
import org.hamail.recovery.journal.Moments;
import org.hamail.recovery.verify.Verifier;
import org.hamail.time.Deadline.Ticker;
import org.hamail.time.Sleeper;

/**
 * A logical host for those who only look at journal, switch, lock and core. It can ask no engine and probe no daemon, and so
 * the jar of {@code check_mail_ha} needs nothing of all that.
 */
public final class ObservedSite {
    private ObservedSite() {}

    public static Site of(HamailConfig config, LogicalHostConfig logicalHost) {
        PolicyConfig policy = logicalHost.policy();
        VerificationLimits limits = policy.verification();
        return new Site(
                logicalHost.name(),
                config.stateDir(),
                policy.settings(),
                new NothingAsked(),
                logicalHost.engine().timeout(),
                new Site.Sources(
                        new NothingAsked(),
                        new Verifier(new NothingAsked(), List.of(), limits, Ticker.system(), Sleeper.real()),
                        limits.probeTimeout(),
                        new NothingAsked(),
                        ConfiguredCore.of(config, Clock.systemUTC())),
                new Site.Timing(Moments.ofThisMachine(), Sleeper.real()));
    }
}
