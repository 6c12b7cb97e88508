package org.hamail.recovery.action;

import java.time.Duration;
import java.util.List;
import org.hamail.time.Deadline;
import org.hamail.time.Ticker;

/** Looks at every enabled role until all of them served a number of times in a row, or the time is over. */
public final class Verifier {
    private static final Duration ROUND = Duration.ofSeconds(1);

    private final RoleProbe probe;
    private final List<String> roles;
    private final Limits limits;
    private final Ticker ticker;
    private final Pause pause;

    /**
     * How much is enough.
     *
     * @param successes rounds in a row
     * @param timeout for the whole verification
     * @param probeTimeout for one probe
     */
    public record Limits(int successes, Duration timeout, Duration probeTimeout) {}

    /**
     * What was seen.
     *
     * @param ok every role served
     * @param clear whether every look told something: false when a probe could not see
     * @param detail why
     */
    public record Verdict(boolean ok, boolean clear, String detail) {}

    public Verifier(RoleProbe probe, List<String> roles, Limits limits, Ticker ticker, Pause pause) {
        this.probe = probe;
        this.roles = List.copyOf(roles);
        this.limits = limits;
        this.ticker = ticker;
        this.pause = pause;
    }

    /** The roles that are looked at: every one that is enabled. */
    public List<String> roles() {
        return roles;
    }

    /** Rounds a second apart, the first at once. */
    public Verdict verify(String node) {
        Deadline deadline = Deadline.after(limits.timeout(), ticker);
        int good = 0;
        while (true) {
            Verdict round = round(node, deadline);
            good = round.ok() ? good + 1 : 0;
            if (good >= limits.successes()) {
                return new Verdict(true, true, served() + (good == 1 ? "" : " " + good + " times in a row"));
            }
            if (deadline.remainingNanos() <= ROUND.toNanos()) {
                String last = round.ok() ? "served, but not often enough in time" : round.detail();
                return new Verdict(
                        false,
                        round.clear(),
                        "not verified within " + limits.timeout().toSeconds() + " s: " + last);
            }
            pause.sleep(ROUND);
        }
    }

    /** One look at every role: what {@code confirm} asks after a restart that could not be verified. */
    public Verdict round(String node) {
        return round(node, Deadline.after(limits.timeout(), ticker));
    }

    private Verdict round(String node, Deadline deadline) {
        for (String role : roles) {
            Duration remaining = Duration.ofNanos(Math.max(1_000_000, deadline.remainingNanos()));
            Duration limit = remaining.compareTo(limits.probeTimeout()) < 0 ? remaining : limits.probeTimeout();
            Sight sight = probe.look(role, node, limit);
            if (!(sight instanceof Sight.Serves)) {
                return new Verdict(false, !(sight instanceof Sight.CannotTell), role + ": " + sight.detail());
            }
        }
        return new Verdict(true, true, served());
    }

    private String served() {
        return roles.size() + (roles.size() == 1 ? " role served" : " roles served");
    }
}
