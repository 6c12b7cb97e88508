package org.hamail.process;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.hamail.probe.Probe;
import org.hamail.probe.Probe.CannotObserve;
import org.hamail.probe.TimeLimit;
import org.hamail.time.Deadline;

/**
 * Looks for daemons in the process table of this machine, or of another one whose table is mounted here.
 *
 * @param proc the process table, normally {@code /proc}
 * @param clock what the age of checkpoint files is measured by
 */
public record DaemonProbe(Path proc, List<WantedDaemon> wanted, List<CheckpointFile> checkpoints, Clock clock)
        implements Probe<DaemonProbe.DaemonObservation> {
    private static final Path OWN = Path.of("/proc/self");

    public DaemonProbe {
        wanted = List.copyOf(wanted);
        checkpoints = List.copyOf(checkpoints);
    }

    /** The probe as it should be used: given up at the deadline even when the table never answers. */
    public Probe<DaemonObservation> bounded() {
        return new TimeLimit<>(this, proc.toString());
    }

    @Override
    public DaemonObservation observe(Deadline deadline) throws CannotObserve {
        List<ObservedDaemon> daemons = look();
        if (isAnyShort(daemons)) {
            daemons = look(); // a table is no snapshot: who forks while it is read can be missed, but not twice
        }
        var seen = new ArrayList<CheckpointFile.Sighting>();
        var blindness = new ArrayList<String>();
        for (CheckpointFile checkpoint : checkpoints) {
            look(checkpoint, seen, blindness);
        }
        return new DaemonObservation(daemons, seen, blindness);
    }

    private static boolean isAnyShort(List<ObservedDaemon> daemons) {
        for (ObservedDaemon daemon : daemons) {
            if (daemon.isShort()) {
                return true;
            }
        }
        return false;
    }

    private void look(CheckpointFile checkpoint, List<CheckpointFile.Sighting> seen, List<String> blindness) {
        try {
            seen.add(checkpoint.look(clock));
        } catch (CannotObserve e) {
            blindness.add(String.valueOf(e.getMessage()));
        }
    }

    private List<ObservedDaemon> look() throws CannotObserve {
        ProcessTable table = new ProcFolder(proc).read();
        Visibility.require(table, ownUid());
        var finder = new ProcessFinder(table, new PidNamespaces(proc, table));
        var daemons = new ArrayList<ObservedDaemon>();
        for (WantedDaemon daemon : wanted) {
            daemons.add(finder.look(daemon));
        }
        return daemons;
    }

    private static OptionalLong ownUid() {
        try {
            return ProcessFolder.uid(OWN);
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }

    /**
     * Everything that one check saw.
     *
     * @param blindness why a checkpoint file could not be seen
     */
    public record DaemonObservation(
            List<ObservedDaemon> daemons, List<CheckpointFile.Sighting> checkpoints, List<String> blindness) {
        public DaemonObservation {
            daemons = List.copyOf(daemons);
            checkpoints = List.copyOf(checkpoints);
            blindness = List.copyOf(blindness);
        }
    }
}
