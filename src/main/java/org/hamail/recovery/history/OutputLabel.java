package org.hamail.recovery.history;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hamail.model.CheckKind;
import org.hamail.model.MailProtocol;
import org.hamail.plugin.OutputHead;
import org.hamail.recovery.event.Notification;
import org.hamail.recovery.event.Series;

/** Whose output a notification carries: a service definition that was copied may still run the check of another daemon. */
final class OutputLabel {
    private static final Set<String> LABELS = Stream.concat(
                    Stream.of("DAEMON", "DIRECTORY", "HA", "AGENT"),
                    Arrays.stream(MailProtocol.values()).map(MailProtocol::label))
            .collect(Collectors.toUnmodifiableSet());

    private OutputLabel() {}

    /** The label of another check than the one of this daemon; empty for its own, and for one that no check of ours has. */
    static Optional<String> ofAnotherCheck(Notification notification) {
        return OutputHead.label(notification.output())
                .filter(LABELS::contains)
                .filter(label -> !label.equals(own(Series.of(notification))));
    }

    private static String own(Series series) {
        return series.check() == CheckKind.PROCESS
                ? "DAEMON"
                : series.daemon().protocol().map(MailProtocol::label).orElse("");
    }
}
