package org.hamail.recovery.policy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hamail.model.ClusterView;
import org.hamail.model.ServiceState;
import org.hamail.recovery.event.Series;
import org.hamail.recovery.policy.Situation.Confirmation;
import org.hamail.recovery.policy.Situation.Storm;

/** Every answer that somebody outside can give to a worker. */
final class OpenGates {
    private OpenGates() {}

    private static final Reading<Boolean> YES = Story.known(true);
    private static final Reading<Boolean> NO = Story.known(false);
    private static final Reading<Boolean> MUTE = new Reading.Unreadable<>("time-out", "test");
    private static final Reading<Boolean> UNASKED = new Reading.NotAsked<>();
    private static final Reading<ClusterView> VIEW = Story.known(Story.view());
    private static final Reading<Confirmation> FAILING = Story.known(new Confirmation.StillFailing("no answer"));
    private static final Reading<Storm> CALM = Story.known(new Storm(0, Optional.empty()));

    static final List<Reading<ServiceState>> SERVICE = List.of(
            Story.known(ServiceState.initial()),
            Story.known(state(ServiceState.Switch.PAUSED)),
            Story.known(state(ServiceState.Switch.OFF)),
            new Reading.Unreadable<>("garbage", "service.json"),
            new Reading.NotAsked<>());

    static final List<Reading<Boolean>> OTHER_WORKER = List.of(NO, YES, MUTE, UNASKED);

    static final List<Reading<ClusterView>> ENGINE = List.of(
            VIEW,
            Story.known(view("phys-a", ClusterView.State.MOVING, true)),
            Story.known(view("phys-a", ClusterView.State.MAINTENANCE, true)),
            Story.known(view("phys-a", ClusterView.State.STOPPED, true)),
            Story.known(view("phys-a", ClusterView.State.RUNNING, false)),
            Story.known(new ClusterView(
                    Optional.empty(), ClusterView.State.RUNNING, List.of("phys-b"), true, Optional.empty())),
            Story.known(new ClusterView(
                    Optional.of("phys-a"), ClusterView.State.RUNNING, List.of(), true, Optional.empty())),
            Story.known(new ClusterView(
                    Optional.of("phys-a"), ClusterView.State.RUNNING, List.of("phys-a"), true, Optional.empty())),
            Story.known(new ClusterView(
                    Optional.of("phys-a"),
                    ClusterView.State.RUNNING,
                    List.of("phys-b"),
                    true,
                    Optional.of("cli-ban-mail1"))),
            Story.known(new ClusterView(
                    Optional.of("phys-a"),
                    ClusterView.State.RUNNING,
                    List.of("phys-b"),
                    true,
                    Optional.empty(),
                    Map.of(),
                    Optional.of("node phys-b is unclean"))),
            new Reading.Known<>(Story.view(), "test", 301),
            new Reading.Known<>(Story.view(), "test", -1),
            new Reading.Unreadable<>("time-out", "status"),
            new Reading.NotAsked<>());

    static final List<Reading<Confirmation>> CONFIRM = List.of(
            FAILING,
            Story.known(new Confirmation.Healed("220 ready")),
            Story.known(new Confirmation.Full("37 clients served in 30 s")),
            Story.known(new Confirmation.ServedLocally("220 ready")),
            new Reading.Unreadable<>("no transport", "probe"),
            new Reading.NotAsked<>());

    static final List<Reading<Storm>> STORM = List.of(
            CALM,
            Story.known(new Storm(1, Optional.empty())),
            Story.known(new Storm(2, Optional.of(Story.START.plusSeconds(60)))),
            new Reading.Unreadable<>("garbage", "storm"),
            new Reading.NotAsked<>());

    static final List<Reading<Boolean>> DIRECTORY = List.of(YES, NO, MUTE, UNASKED, new Reading.NotConfigured<>());
    static final List<Reading<Boolean>> SANITY = List.of(YES, NO, MUTE, UNASKED, new Reading.NotConfigured<>());

    /** What the core can say of {@code series}, and in how many ways it can say nothing. */
    static List<Reading<CoreWords>> core(Series series) {
        return List.of(
                new Reading.NotConfigured<>(),
                new Reading.NotAsked<>(),
                core(series, "0", "UP", true, 0),
                core(series, "0", "UP", true, 300),
                core(series, "0", "UP", true, 301),
                core(series, "0", "UP", true, -1),
                core(series, "1", "UP", true, 0),
                core(series, "0", "DOWN", true, 9),
                core(series, "0", "UNREACHABLE", true, 0),
                core(series, "0", "UP", false, 0),
                ofNode(series, "1", "UP", true),
                ofNode(series, "0", "UNREACHABLE", true),
                ofNode(series, "0", "UP", false),
                new Reading.Known<>(new CoreWords(Map.of()), "core", 0),
                new Reading.Unreadable<>("half a status.dat", "core"));
    }

    /** What it says of the service that watches phys-a; of the logical host's own it says that all is open. */
    private static Reading<CoreWords> ofNode(Series series, String downtime, String host, boolean handled) {
        var own = Map.of(series, new CoreWords.CoreWord("0", "UP", true));
        var node = Map.of("phys-a", Map.of(series, new CoreWords.CoreWord(downtime, host, handled)));
        return new Reading.Known<>(new CoreWords(own, node, Map.of()), "core", 0);
    }

    private static Reading<CoreWords> core(Series series, String downtime, String host, boolean handled, long age) {
        return new Reading.Known<>(
                new CoreWords(Map.of(series, new CoreWords.CoreWord(downtime, host, handled))), "core", age);
    }

    static Situation in(Situation situation) {
        return situation
                .withOtherWorker(NO)
                .with(Question.ENGINE, VIEW)
                .with(Question.CONFIRM, FAILING)
                .with(Question.STORM, CALM)
                .with(Question.DIRECTORY, YES)
                .with(Question.SANITY, YES);
    }

    static ClusterView view(String active, ClusterView.State state, boolean quorum) {
        return new ClusterView(Optional.of(active), state, List.of("phys-b"), quorum, Optional.empty());
    }

    static ServiceState state(ServiceState.Switch position) {
        return new ServiceState(position, "root", "test", Optional.empty(), Optional.empty());
    }
}
