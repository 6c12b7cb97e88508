package org.hamail.checks;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hamail.recovery.journal.ChainHead;
import org.hamail.recovery.journal.JournalBroken;
import org.hamail.recovery.journal.JournalReader;
import org.hamail.recovery.journal.JournalUnavailable;

/** What the check tells of journals, so that the core's log can prove them later. */
final class ReportedHeads {
    /** The line of a check has 4,000 bytes, and its sentence and figures come first. */
    private static final int MOST = 2800;

    private ReportedHeads() {}

    /** Behind the sentence; empty where no journal has a record or can be read. */
    static String of(Path stateDir, List<String> logicalHosts, Instant now) {
        var told = new StringBuilder();
        for (String logicalHost : logicalHosts) {
            String words = head(stateDir, logicalHost, now)
                    .map(head -> (told.isEmpty() ? "; " : ", ") + head.words())
                    .orElse("");
            if (told.length() + words.length() <= MOST) {
                told.append(words);
            }
        }
        return told.toString();
    }

    private static Optional<ChainHead> head(Path stateDir, String logicalHost, Instant now) {
        try {
            return new JournalReader(stateDir.resolve(logicalHost)).head(logicalHost, now);
        } catch (JournalUnavailable | JournalBroken e) {
            return Optional.empty(); // which the sentence says
        }
    }
}
