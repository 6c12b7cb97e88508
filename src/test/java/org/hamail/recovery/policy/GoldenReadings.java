package org.hamail.recovery.policy;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.hamail.model.ClusterView;
import org.hamail.model.ServiceState;
import org.hamail.recovery.event.Series;
import org.hamail.recovery.policy.Situation.Confirmation;
import org.hamail.recovery.policy.Situation.Storm;

/** The words in which a golden situation says what the outside answers; what it does not mention is well. */
final class GoldenReadings {
    private GoldenReadings() {}

    static Situation in(Situation situation, Map<?, ?> words) {
        Situation read = situation;
        for (Map.Entry<?, ?> each : words.entrySet()) {
            String word = Objects.toString(each.getValue());
            read = switch (each.getKey().toString()) {
                case "service" -> Story.switched(read, service(word));
                case "other_worker" -> read.withOtherWorker(yes(word));
                case "engine" -> read.with(Question.ENGINE, engine(word));
                case "confirm" -> read.with(Question.CONFIRM, confirm(word));
                case "storm" -> read.with(Question.STORM, storm(word));
                case "directory" -> read.with(Question.DIRECTORY, yes(word));
                case "sanity" -> read.with(Question.SANITY, yes(word));
                case "core" -> read.withCore(core(read, word));
                default -> throw new IllegalArgumentException("unknown reading " + each);
            };
        }
        return read;
    }

    private static <T> Optional<Reading<T>> unread(String word) {
        return switch (word) {
            case "unreadable" -> Optional.of(new Reading.Unreadable<>("time-out", "test"));
            case "not-asked" -> Optional.of(new Reading.NotAsked<>());
            case "not-configured" -> Optional.of(new Reading.NotConfigured<>());
            default -> Optional.empty();
        };
    }

    private static <T> Reading<T> aged(String word, T value) {
        long age =
                switch (word) {
                    case "stale" -> 301;
                    case "old" -> 300;
                    case "from-the-future" -> -1;
                    default -> 0;
                };
        return new Reading.Known<>(value, "test", age);
    }

    private static Reading<ServiceState> service(String word) {
        Optional<Reading<ServiceState>> unread = unread(word);
        return unread.orElseGet(() -> switch (word) {
            case "on" -> Story.known(ServiceState.initial());
            case "paused" -> Story.known(OpenGates.state(ServiceState.Switch.PAUSED));
            case "off" -> Story.known(OpenGates.state(ServiceState.Switch.OFF));
            default -> throw new IllegalArgumentException(word);
        });
    }

    /** What the core says of the daemon that the newest notification is about. */
    private static Reading<CoreWords> core(Situation situation, String word) {
        Series series = Series.of(situation.history().latest().orElseThrow().notification());
        Optional<Reading<CoreWords>> unread = unread(word);
        return unread.orElseGet(() -> aged(
                word,
                new CoreWords(Map.of(
                        series,
                        switch (word) {
                            case "well", "stale", "old" -> new CoreWords.CoreWord("0", "UP", true);
                            case "downtime" -> new CoreWords.CoreWord("1", "UP", true);
                            case "host-down" -> new CoreWords.CoreWord("0", "DOWN", true);
                            case "handler-off" -> new CoreWords.CoreWord("0", "UP", false);
                            default -> throw new IllegalArgumentException(word);
                        }))));
    }

    private static Reading<Boolean> yes(String word) {
        Optional<Reading<Boolean>> unread = unread(word);
        return unread.orElseGet(() -> switch (word) {
            case "yes", "true", "stale", "old", "from-the-future" -> aged(word, true);
            case "no", "false" -> aged(word, false);
            default -> throw new IllegalArgumentException(word);
        });
    }

    private static Reading<ClusterView> engine(String word) {
        Optional<Reading<ClusterView>> unread = unread(word);
        return unread.orElseGet(() -> aged(word, view(word)));
    }

    private static ClusterView view(String word) {
        return switch (word) {
            case "stale", "old", "from-the-future" -> Story.view();
            case "moving", "maintenance", "stopped" ->
                OpenGates.view("phys-a", ClusterView.State.valueOf(word.toUpperCase(Locale.ROOT)), true);
            case "no-quorum" -> OpenGates.view("phys-a", ClusterView.State.RUNNING, false);
            case "moved" -> running(Optional.of("phys-b"), List.of("phys-a"), Optional.empty());
            case "no-node" -> running(Optional.empty(), List.of("phys-b"), Optional.empty());
            case "nobody-eligible" -> running(Optional.of("phys-a"), List.of(), Optional.empty());
            case "only-itself-eligible" -> running(Optional.of("phys-a"), List.of("phys-a"), Optional.empty());
            case "three-nodes" -> running(Optional.of("phys-a"), List.of("phys-c", "phys-b"), Optional.empty());
            case "foreign-constraint" ->
                running(Optional.of("phys-a"), List.of("phys-b"), Optional.of("cli-ban-mail1"));
            default -> throw new IllegalArgumentException(word);
        };
    }

    private static ClusterView running(Optional<String> active, List<String> eligible, Optional<String> foreign) {
        return new ClusterView(active, ClusterView.State.RUNNING, eligible, true, foreign);
    }

    private static Reading<Confirmation> confirm(String word) {
        Optional<Reading<Confirmation>> unread = unread(word);
        return unread.orElseGet(() -> switch (word) {
            case "failing", "stale", "old", "from-the-future" -> aged(word, new Confirmation.StillFailing("no answer"));
            case "full" -> aged(word, new Confirmation.Full("37 clients served in 30 s"));
            case "healed" -> aged(word, new Confirmation.Healed("220 ready"));
            case "served-locally" -> aged(word, new Confirmation.ServedLocally("220 ready"));
            default -> throw new IllegalArgumentException(word);
        });
    }

    private static Reading<Storm> storm(String word) {
        Optional<Reading<Storm>> unread = unread(word);
        return unread.orElseGet(() -> {
            int others = Integer.parseInt(word);
            return Story.known(
                    new Storm(others, others > 0 ? Optional.of(Story.START.plusSeconds(300)) : Optional.empty()));
        });
    }
}
