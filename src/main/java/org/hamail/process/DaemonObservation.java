package org.hamail.process;

import java.util.List;

/**
 * Everything that one check saw.
 *
 * @param blindness why a checkpoint file could not be seen
 */
public record DaemonObservation(
        List<DaemonSighting> daemons, List<CheckpointFile.Sighting> checkpoints, List<String> blindness) {
    public DaemonObservation {
        daemons = List.copyOf(daemons);
        checkpoints = List.copyOf(checkpoints);
        blindness = List.copyOf(blindness);
    }
}
