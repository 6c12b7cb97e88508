package org.hamail.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {
    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "0.0.0.0", "255.255.255.255", "::1", "fe80::1%eth0"})
    void theseAreAddresses(String host) {
        assertEquals(true, Family.isLiteral(host));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                "1.2.3",
                "1.2.3.4.5",
                "256.1.1.1",
                "1.2.3.",
                ".1.2.3",
                "1..2.3",
                "a.b.c.d",
                "1.2.3.4x",
                "0001.1.1.1"
            })
    void theseAreNames(String host) {
        assertFalse(Family.isLiteral(host));
    }

    @ParameterizedTest
    @CsvSource({
        "mail.example.org, mail.example.org, true",
        "MAIL.example.org., mail.Example.org, true",
        "mail.example.org, mail.example.com, false",
        "*.example.org, mail.example.org, true",
        "*.example.org, example.org, false",
        "*.example.org, a.mail.example.org, false",
        "*.org, example.org, false",
        "*, mail, false",
        "m*.example.org, mail.example.org, false",
        "*.example.org, .example.org, false",
        "mail.*.org, mail.example.org, false"
    })
    void aWildcardStandsForExactlyTheFirstLabel(String pattern, String name, boolean fits) {
        assertEquals(fits, PeerName.fits(pattern, name));
    }

    @Test
    void secretsAreMaskedTheLongestFirst() {
        var secrets = new Secrets();
        secrets.add("abc");
        secrets.add("abcdef");
        secrets.add("");
        assertEquals("**** **** x", secrets.mask("abcdef abc x"));
        assertEquals("****", secrets.toString());
    }

    @Test
    void aTranscriptKeepsTheFirstLinesOnly() {
        var transcript = new Transcript(true, new Secrets());
        for (int i = 0; i < 1000; i++) {
            transcript.server("line " + i);
        }
        assertEquals(201, transcript.lines().size());
        assertEquals("S: line 199", transcript.lines().get(199));
        assertEquals("-- further lines are not shown", transcript.lines().get(200));
        var none = new Transcript(false, new Secrets());
        none.client("x");
        assertEquals(0, none.lines().size());
    }
}
