package org.hamail.operator;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.hamail.model.ServiceState;
import org.hamail.operator.Operator.Result;
import org.hamail.recovery.ServiceSwitch;
import org.hamail.recovery.Site;
import org.hamail.recovery.journal.BrokenJournal;
import org.hamail.recovery.journal.JournalBroken;
import org.hamail.recovery.journal.JournalUnavailable;
import org.hamail.recovery.policy.Reading;
import org.hamail.recovery.status.WorkerMissingSince;

/**
 * The way out of a journal whose chain is broken. What was done and held is not known any more: so the service is paused
 * before anything else, and a person says when it is acted on again.
 */
final class SettingAside {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Site site;
    private final Operator.Request request;
    private final ServiceSwitch serviceSwitch;

    SettingAside(Site site, Operator.Request request) {
        this.site = site;
        this.request = request;
        this.serviceSwitch = new ServiceSwitch(site.directory());
    }

    Result run() throws IOException, JournalUnavailable, JournalBroken {
        var journal = new BrokenJournal(site.directory());
        Optional<String> fault = journal.fault();
        if (fault.isEmpty()) {
            return Result.refused("the chain of the journal holds, nothing is set aside");
        }
        if (request.dryRun()) {
            return Result.done("would set the journal aside (" + fault.get()
                    + "), begin a new one, and leave the service " + word());
        }
        Optional<WorkerLock.Held> lock = WorkerLock.take(site, PATIENCE);
        return lock.isPresent() ? alone(lock.get(), journal) : Result.refused(WorkerLock.holder(site));
    }

    private Result alone(WorkerLock.Held held, BrokenJournal journal)
            throws IOException, JournalUnavailable, JournalBroken {
        try {
            Optional<String> fault = journal.fault(); // another may have begun a new one meanwhile
            return fault.isPresent()
                    ? begun(journal, fault.get())
                    : Result.refused("another has set the broken journal aside meanwhile; nothing more was done");
        } finally {
            held.close();
        }
    }

    private Result begun(BrokenJournal journal, String fault) throws IOException, JournalUnavailable, JournalBroken {
        var records = new OperatorRecord(site, request);
        boolean off = isOff();
        if (!off) {
            serviceSwitch.write(records.state(ServiceState.Switch.PAUSED));
        }
        List<Path> names = journal.setAside(site.moments().now().time(), PATIENCE);
        if (names.isEmpty()) {
            return Result.failed(
                    "the journal has become whole meanwhile and was left as it is; the service is " + word());
        }
        new WorkerMissingSince(site).forget();
        Path kept = names.get(names.size() - 1);
        records.write("journal", "set aside as " + kept.getFileName() + " (" + fault + ")");
        if (!off) {
            new Operator(site, request).pause();
        }
        return Result.done("the broken journal is now " + kept + ", a new one has begun; the service is " + word()
                + ": " + (off ? "'hamail on' starts it" : "see what was done by hand, then 'hamail resume'"));
    }

    private String word() {
        return isOff() ? "off" : "paused";
    }

    private boolean isOff() {
        return serviceSwitch.read() instanceof Reading.Known<ServiceState> known
                && known.value().position() == ServiceState.Switch.OFF;
    }
}
