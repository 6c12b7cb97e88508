package org.hamail.site;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OperatorIdentityTest {
    private static final Map<String, String> SUDO = Map.of("SUDO_USER", "daemon", "SUDO_UID", "1");

    @Test
    void rootIsToldByItsSudo() {
        assertEquals("daemon as root", OperatorIdentity.name("root", 0, SUDO, Optional.empty()));
        assertEquals("daemon as root", OperatorIdentity.name("root", 0, SUDO, Optional.of("alice")));
    }

    @Test
    void nobodyElseMaySayWhoItIs() {
        assertEquals("nagios", OperatorIdentity.name("nagios", 103, SUDO, Optional.empty()));
        assertEquals("alice as nagios", OperatorIdentity.name("nagios", 103, SUDO, Optional.of("alice")));
    }

    @Test
    void sudoWithWrongNumberIsNotTrusted() {
        assertEquals(
                "root",
                OperatorIdentity.name("root", 0, Map.of("SUDO_USER", "daemon", "SUDO_UID", "2"), Optional.empty()));
        assertEquals("root", OperatorIdentity.name("root", 0, Map.of("SUDO_USER", "nosuch"), Optional.of("root")));
    }
}
