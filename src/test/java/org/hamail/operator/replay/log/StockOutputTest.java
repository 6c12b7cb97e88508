package org.hamail.operator.replay.log;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.hamail.model.CheckKind;
import org.hamail.plugin.Cause;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StockOutputTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "PROTOCOL!CRITICAL - Socket timeout after 10 seconds!timeout",
                "PROTOCOL!CRITICAL - Socket timeout!timeout",
                "PROTOCOL!Socket timeout after 10 seconds!timeout",
                "PROTOCOL!CHECK_NRPE: Socket timeout after 10 seconds.!",
                "PROTOCOL!(Service check timed out after 60.01 seconds)!",
                "PROTOCOL!Connection refused!refused",
                "PROTOCOL!connect to address 192.0.2.1 and port 143: Connection refused!refused",
                "PROTOCOL!connect to address 192.0.2.1 and port 5666: Connection refused!",
                "PROTOCOL!connect to address 192.0.2.1 port 5666: Connection refused!",
                "PROTOCOL!IMAP WARNING - banner: Connection refused!",
                "PROTOCOL!PROCS CRITICAL: 0 processes with command name 'imapd'!",
                "PROCESS!PROCS CRITICAL: 0 processes with command name 'imapd'!absent",
                "PROCESS!PROCS CRITICAL: 10 processes with command name 'imapd'!",
                "PROCESS!PROCS CRITICAL: 1 process with command name 'imapd'!",
                "PROCESS!CHECK_NRPE: Socket timeout after 10 seconds.!",
                "PROCESS!Socket timeout after 10 seconds!",
            })
    void tellsWhatCanBeTold(CheckKind check, String output, String cause) {
        assertEquals(cause, StockOutput.cause(check, output).map(Cause::word).orElse(null));
    }
}
