package org.hamail.net;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostNameTest {
    @ParameterizedTest
    @CsvSource({
        "mail.example.org, mail.example.org, mail.example.org",
        "mail.example.org., mail.example.org., mail.example.org",
        "my_mail.example.org, my_mail.example.org, my_mail.example.org",
        "müller.example, xn--mller-kva.example, xn--mller-kva.example",
        "MÜLLER.example., xn--mller-kva.example., xn--mller-kva.example",
        "mu\u0308ller.example, xn--mller-kva.example, xn--mller-kva.example",
        "bücher.tëst_1.example, xn--bcher-kva.xn--tst_1-nsa.example, xn--bcher-kva.xn--tst_1-nsa.example",
        "straße.example, xn--strae-oqa.example, xn--strae-oqa.example",
        "почта.испытание, xn--80a1acny.xn--80akhbyknj4f, xn--80a1acny.xn--80akhbyknj4f",
        "例え.テスト, xn--r8jz45g.xn--zckzah, xn--r8jz45g.xn--zckzah",
        "例え。テスト, xn--r8jz45g.xn--zckzah, xn--r8jz45g.xn--zckzah",
        "., ., ."
    })
    void lettersBeyondAsciiAreEncodedAndOnlyTheLookUpKeepsTheDotAtTheEnd(String name, String lookUp, String tls) {
        assertEquals(lookUp, HostName.ascii(name));
        assertEquals(tls, HostName.bare(name));
    }
}
