package org.hamail.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeerPolicyTest {
    private static final List<String> PLAIN = List.of("check_mail_protocol", "-P", "pop", "-H", "mail1");
    private static final List<String> WITH_FILE =
            List.of("check_mail_protocol", "-P", "pop", "-H", "mail1", "--password-file=/etc/hamail/probe.pw");

    @ParameterizedTest
    @CsvSource({
        "nagios, nagios, true, true",
        "nagios, icinga, true, false",
        "nagios, root, false, false",
        "root, root, true, true",
        "root, nagios, false, false"
    })
    void nobodyLearnsByTheAgentWhatHisOwnProcessWouldNotTellHim(
            String agent, String peer, boolean plain, boolean withFile) {
        var peers = new PeerPolicy(agent);
        assertEquals(plain, peers.isServed(Optional.of(peer), PLAIN));
        assertEquals(withFile, peers.isServed(Optional.of(peer), WITH_FILE));
    }

    @Test
    void unknownPeerIsLeftToItsOwnProcess() {
        assertEquals(false, new PeerPolicy("nagios").isServed(Optional.empty(), PLAIN));
    }

    @Test
    void onlyTheHandlersOwnUserMayRecordAnything() {
        List<String> report = List.of("handle_mail_fault", "-l", "mail1", "-d", "imapd");
        var peers = new PeerPolicy("nagios");
        assertEquals(true, peers.isServed(Optional.of("nagios"), report));
        assertEquals(false, peers.isServed(Optional.of("www-data"), report));
        assertEquals(false, peers.isServed(Optional.of("www-data"), List.of()));
    }
}
