package org.hamail.recovery.verify;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.hamail.model.PolicySettings.VerificationLimits;
import org.hamail.time.Deadline;
import org.hamail.time.Deadline.Ticker;
import org.hamail.time.Sleeper;
import org.hamail.time.Standstill;
import org.jspecify.annotations.Nullable;

/** Looks at every enabled role until all of them served a number of times in a row, or the time is over. */
public final class Verifier {
    private static final Duration ROUND = Duration.ofSeconds(1);

    private final RoleProbe probe;
    private final List<String> roles;
    private final VerificationLimits limits;
    private final Ticker ticker;
    private final Sleeper pause;
    private final Standstill standstill;

    /**
     * What was seen.
     *
     * @param ok every role served
     * @param clear whether every look told something: false when a probe could not see
     * @param detail why
     */
    public record Verdict(boolean ok, boolean clear, String detail) {}

    public Verifier(RoleProbe probe, List<String> roles, VerificationLimits limits, Ticker ticker, Sleeper pause) {
        this(probe, roles, limits, ticker, pause, Standstill.shared());
    }

    Verifier(
            RoleProbe probe,
            List<String> roles,
            VerificationLimits limits,
            Ticker ticker,
            Sleeper pause,
            Standstill standstill) {
        this.probe = probe;
        this.roles = List.copyOf(roles);
        this.limits = limits;
        this.ticker = ticker;
        this.pause = pause;
        this.standstill = standstill;
    }

    /** The roles that are looked at: every one that is enabled. */
    public List<String> roles() {
        return roles;
    }

    /** After which it gives up, where the machine does not stand still. */
    public Duration timeout() {
        return limits.timeout();
    }

    /** Rounds a second apart, the first at once; anew when this machine stood still, because nobody looked meanwhile. */
    public Verdict verify(String node) {
        while (true) {
            try (Standstill.StandstillWatch watch = standstill.begin()) {
                Verdict verdict = verify(node, Deadline.after(limits.timeout(), ticker));
                if (verdict.ok() || watch.lost().isZero()) {
                    return verdict;
                }
            }
        }
    }

    /**
     * One look at every role, until one of them does not serve.
     *
     * @param served how many did before
     */
    private record Round(Verdict verdict, int served) {
        boolean ok() {
            return verdict.ok();
        }
    }

    private Verdict verify(String node, Deadline deadline) {
        int good = 0;
        @Nullable Round failed = null;
        while (true) {
            Round round = look(node, deadline);
            good = round.ok() ? good + 1 : 0;
            if (good >= limits.successes()) {
                return new Verdict(true, true, served() + (good == 1 ? "" : " " + good + " times in a row"));
            }
            if (deadline.remainingNanos() <= ROUND.toNanos()) {
                boolean isCut = !round.ok() && deadline.passed();
                return notVerified(
                        round.verdict(),
                        isCut,
                        Optional.ofNullable(failed)
                                .filter(before -> before.served() >= round.served())
                                .map(Round::verdict));
            }
            failed = round.ok() ? null : round; // what an OK was seen after is over
            pause.sleep(ROUND);
        }
    }

    /**
     * A probe that was cut off by the end of the verification tells a time that nobody has configured: where there is one,
     * the failure right before it, which had its whole time, is told, unless that role has served since.
     */
    private Verdict notVerified(Verdict last, boolean isCut, Optional<Verdict> before) {
        Verdict told = isCut ? before.orElse(last) : last;
        String detail = told.ok()
                ? "served, but not successfully often enough before the time limit"
                : told.detail() + (isCut && before.isEmpty() ? ", which was left of verify_timeout" : "");
        return new Verdict(
                false, told.clear(), "not verified within " + limits.timeout().toSeconds() + " s: " + detail);
    }

    /** One look at every role, until one of them does not serve. */
    public Verdict round(String node) {
        return look(node, Deadline.after(limits.timeout(), ticker)).verdict();
    }

    private Round look(String node, Deadline deadline) {
        int served = 0;
        for (String role : roles) {
            ProbeOutcome sight = probe.look(role, node, limit(deadline));
            if (!sight.is(ProbeOutcome.Meaning.SERVES)) {
                return new Round(new Verdict(false, sight.isClear(), role + ": " + sight.detail()), served);
            }
            served++;
        }
        return new Round(new Verdict(true, true, served()), served);
    }

    private Duration limit(Deadline deadline) {
        Duration remaining = Duration.ofNanos(Math.max(1_000_000, deadline.remainingNanos()));
        return remaining.compareTo(limits.probeTimeout()) < 0 ? remaining : limits.probeTimeout();
    }

    /**
     * The worst of what {@code look} sees of every role: what {@code confirm} asks after a restart that could not be verified. A
     * role that certainly fails decides, one that cannot be seen comes next.
     */
    public ProbeOutcome worst(Function<String, ProbeOutcome> look) {
        ProbeOutcome worst = ProbeOutcome.serves(served());
        for (String role : roles) {
            ProbeOutcome sight = look.apply(role);
            worst = isWorse(sight, worst) ? sight.of(role) : worst;
            if (worst.is(ProbeOutcome.Meaning.FAILS)) {
                break;
            }
        }
        return worst;
    }

    /** Two that tell nothing are alike; the first one counts. */
    private static boolean isWorse(ProbeOutcome one, ProbeOutcome other) {
        return (one.isClear() || other.isClear()) && one.meaning().compareTo(other.meaning()) > 0;
    }

    private String served() {
        return roles.size() + (roles.size() == 1 ? " role served" : " roles served");
    }

    /** Looks at one role of a logical host. */
    public interface RoleProbe {
        /**
         * From here: a role with a protocol through the logical address, any other by the process check on {@code node}, the
         * one that holds the logical host.
         */
        ProbeOutcome look(String role, String node, Duration limit);

        /** On {@code node} itself, over its transport: whether the role with a protocol serves there, at the logical address. */
        ProbeOutcome lookOnNode(String role, String node, Duration limit);

        /**
         * The same as {@code look}, for a fault that was seen on {@code node}: where that is another machine, only its own check
         * can see that a server which fails from here serves others.
         */
        default ProbeOutcome lookForOthers(String role, String node, Duration limit) {
            return look(role, node, limit);
        }
    }
}
