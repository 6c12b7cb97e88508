package org.hamail.operator.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.hamail.io.FileProblem;
import org.hamail.operator.doctor.finding.FindingKind;
import org.hamail.operator.doctor.finding.Findings;
import org.hamail.recovery.Site;
import org.hamail.recovery.event.CoreReport;
import org.hamail.recovery.event.Notification;
import org.hamail.recovery.journal.JournalBroken;
import org.hamail.recovery.journal.JournalReader;
import org.hamail.recovery.journal.JournalUnavailable;

/** The journal of one logical host: whole, not too large, and whether a report has ever come. */
final class JournalReview {
    private static final long LARGE = 64L << 20;

    private final Site site;
    private final Findings findings;

    JournalReview(Site site, Findings findings) {
        this.site = site;
        this.findings = findings;
    }

    void judge() {
        Path file = site.directory().resolve("journal.jsonl");
        try {
            var reader = new JournalReader(site.directory());
            reader.verify();
            if (Files.exists(file) && Files.size(file) > LARGE) {
                findings.add(FindingKind.JOURNAL_LARGE, file.toString(), "it has " + (Files.size(file) >> 20) + " MB");
            }
            boolean isSilent = reader.newest(
                            1, entry -> entry.event() instanceof Notification || entry.event() instanceof CoreReport)
                    .isEmpty();
            if (isSilent) {
                findings.add(
                        FindingKind.NO_REPORT_YET, site.logicalHost(), "no report of the core has ever been recorded");
            }
        } catch (JournalBroken e) {
            findings.add(FindingKind.JOURNAL_BROKEN, file.toString(), String.valueOf(e.getMessage()));
        } catch (JournalUnavailable e) {
            findings.add(FindingKind.UNREADABLE, file.toString(), String.valueOf(e.getMessage()));
        } catch (IOException e) {
            findings.add(FindingKind.UNREADABLE, file.toString(), FileProblem.sentence(e));
        }
    }
}
