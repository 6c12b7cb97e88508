package org.hamail.recovery;

import java.time.Duration;
import java.util.Optional;
import org.hamail.model.ClusterView;
import org.hamail.recovery.engine.EngineUnavailable;
import org.hamail.recovery.event.Moment;

/**
 * What the engine says once nothing is in transition any more.
 *
 * @param view empty when it did not come to that
 * @param seen what was seen last, for people
 */
record SettledView(Optional<ClusterView> view, String seen) {
    private static final Duration POLL = Duration.ofSeconds(2);

    /** A lost answer after an action is normal; so many in a row are not. */
    private static final int SILENCES = 3;

    /** Asks until it is so, as long as the engine may take for an action; only silences in a row end the wait before. */
    static SettledView of(Site site) {
        return of(site, SILENCES);
    }

    /** The same, however long the engine is silent: what refused the action may be silent for a while, and has lost nothing. */
    static SettledView afterRefusal(Site site) {
        return of(site, Integer.MAX_VALUE);
    }

    private static SettledView of(Site site, int mostSilences) {
        Moment begun = site.moments().now();
        int silences = 0;
        String seen;
        do {
            try {
                ClusterView view = site.engine().status();
                if (view.state() != ClusterView.State.MOVING) {
                    return new SettledView(Optional.of(view), words(view));
                }
                silences = 0;
                seen = words(view) + " after waiting " + site.engineTimeout().toSeconds() + " s";
            } catch (EngineUnavailable e) {
                silences++;
                seen = "the engine did not answer" + (silences == 1 ? "" : ", " + silences + " times in a row") + ": "
                        + e.getMessage();
            }
            site.pause().sleep(POLL);
        } while (silences < mostSilences && site.moments().now().since(begun).compareTo(site.engineTimeout()) < 0);
        return new SettledView(Optional.empty(), seen);
    }

    /** The node that holds the service now that nothing moves. */
    Optional<String> node() {
        return view.flatMap(ClusterView::active);
    }

    private static String words(ClusterView view) {
        return "the engine says that the service is "
                + view.active().map(node -> "on " + node).orElse("on no node") + " and "
                + view.state().word();
    }
}
