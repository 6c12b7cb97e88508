package org.hamail.nagios;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.hamail.operator.replay.log.LoggedHeads;
import org.hamail.recovery.journal.ChainHead;
import org.hamail.recovery.journal.ChainProof;
import org.hamail.support.Eventually;
import org.junit.jupiter.api.Test;

/** With a real Nagios. */
class NagiosReconcileIT extends ReconcileStory {
    NagiosReconcileIT() {
        super(new WatchingNagios());
    }

    @Test
    void logOfCoreProvesJournalByItsHeads() throws Exception {
        String name = "ending";
        Path log = root().resolve("nagios/nagios.log");
        List<ChainHead> heads = Eventually.get(
                LIMIT,
                () -> LoggedHeads.read(List.of(log)).heads().stream()
                        .map(LoggedHeads.Logged::head)
                        .filter(head -> head.logicalHost().equals(name))
                        .toList(),
                logged -> !logged.isEmpty());
        ChainProof proof = ChainProof.of(root().resolve("state").resolve(name), heads);
        assertTrue(proof.holds() && proof.proved().equals(heads), proof::toString);
    }
}
