package org.hamail.operator.replay.log;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.hamail.recovery.event.Series;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DefaultNamesTest {
    @ParameterizedTest
    @CsvSource({
        "imapd process,imapd process (local)",
        "process stored,stored process (local)",
        "IMAP protocol local,imapd protocol (local)",
        "POP3 protocol remote,popd protocol (remote)",
        "IMAP protocol (local),imapd protocol (local)",
        "protocol local imapd,imapd protocol (local)",
        "protocol remote smtpd,smtpd protocol (remote)",
        "hamail,",
        "ftpd process,",
        "FTP protocol local,",
    })
    void namesOfTheShippedDefinitionsAreKnown(String service, String words) {
        assertEquals(words, DefaultNames.series(service).map(Series::words).orElse(null));
    }
}
