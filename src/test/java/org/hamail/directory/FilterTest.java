package org.hamail.directory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilterTest {
    /** RFC 4511 section 4.5.1.7, written out by hand. */
    @ParameterizedTest
    @CsvSource(delimiter = '#', textBlock = """
                    (uid=alice)             # a3 0c 04 03 756964 04 05 616c696365
                    uid=alice               # a3 0c 04 03 756964 04 05 616c696365
                    (uid=)                  # a3 07 04 03 756964 04 00
                    (uid=*)                 # 87 03 756964
                    (uid>=a)                # a5 08 04 03 756964 04 01 61
                    (uid<=a)                # a6 08 04 03 756964 04 01 61
                    (uid~=a)                # a8 08 04 03 756964 04 01 61
                    (uid=a*)                # a4 0a 04 03 756964 30 03 80 01 61
                    (uid=*a)                # a4 0a 04 03 756964 30 03 82 01 61
                    (uid=*a*)               # a4 0a 04 03 756964 30 03 81 01 61
                    (uid=a*b*c)             # a4 10 04 03 756964 30 09 80 01 61 81 01 62 82 01 63
                    (uid=a**c)              # a4 0d 04 03 756964 30 06 80 01 61 82 01 63
                    (cn=\\2a\\28\\C3\\a9)   # a3 0a 04 02 636e 04 04 2a28c3a9
                    (cn=é)                  # a3 08 04 02 636e 04 02 c3a9
                    (&(a=1)(b=2))           # a0 10 a3 06 0401 61 0401 31 a3 06 0401 62 0401 32
                    (|(a=1))                # a1 08 a3 06 0401 61 0401 31
                    (!(a=1))                # a2 08 a3 06 0401 61 0401 31
                    (&)                     # a0 00
                    (cn;lang-de=a)          # a3 0f 04 0a 636e3b6c616e672d6465 04 01 61
                    """)
    void aFilterIsEncodedAsOnTheWire(String text, String bytes) {
        assertEquals(bytes.replace(" ", ""), HexFormat.of().formatHex(Filter.encode(text)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "()",
                "(",
                ")",
                "(uid)",
                "(=a)",
                "(uid=a",
                "(uid=a))",
                "(uid=a)(uid=b)",
                "(uid=(a))",
                "(uid=**)",
                "(uid>=a*)",
                "(uid=\\2)",
                "(uid=\\zz)",
                "(!a=1)",
                "(&(a=1)b=2)",
                "(u id=a)",
                "(uid:caseExactMatch:=a)"
            })
    void whatIsNoFilterIsRefused(String text) {
        String reason = String.valueOf(assertThrows(IllegalArgumentException.class, () -> Filter.encode(text))
                .getMessage());
        assertTrue(reason.startsWith("not an LDAP filter: "), reason);
    }

    @Test
    void aDeepNestingIsRefusedBeforeItHurts() {
        String deep = "(!".repeat(100_000) + "(a=1)" + ")".repeat(100_000);
        assertThrows(IllegalArgumentException.class, () -> Filter.encode(deep));
    }
}
