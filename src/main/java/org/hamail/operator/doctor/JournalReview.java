package org.hamail.operator.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

    /** The file and line that the reader of the journal names first. */
    private static final Pattern PLACE = Pattern.compile("(/[^:]+:[0-9]+): (.*)", Pattern.DOTALL);

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
            Matcher place = PLACE.matcher(e.fact());
            boolean isKnown = place.matches();
            findings.add(
                    FindingKind.JOURNAL_BROKEN,
                    isKnown ? place.group(1) : file.toString(),
                    isKnown ? place.group(2) : e.fact());
        } catch (JournalUnavailable e) {
            findings.add(FindingKind.UNREADABLE, file.toString(), String.valueOf(e.getMessage()));
        } catch (IOException e) {
            findings.add(FindingKind.UNREADABLE, file.toString(), FileProblem.sentence(e));
        }
    }
}
