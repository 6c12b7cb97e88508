package org.hamail.directory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HexFormat;
import org.hamail.directory.LdapResult.LdapFault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BerTest {
    /** X.690 section 8.3: the shortest form, with room for the sign. */
    @ParameterizedTest
    @CsvSource({
        "0, 020100",
        "127, 02017f",
        "128, 02020080",
        "255, 020200ff",
        "32767, 02027fff",
        "32768, 0203008000",
        "2147483647, 02047fffffff"
    })
    void aNumberIsWrittenAsShortAsPossibleAndReadBack(int number, String bytes) throws LdapFault {
        byte[] encoded = Ber.number(Ber.INTEGER, number);
        assertEquals(bytes, hex(encoded));
        assertEquals(number, new BerReader(encoded).number(Ber.INTEGER));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 127, 128, 255, 256, 65535, 65536, 1 << 20})
    void aTextOfAnyLengthIsReadBack(int length) throws LdapFault {
        String text = "x".repeat(length);
        assertEquals(text, new BerReader(Ber.text(Ber.OCTETS, text)).text(Ber.OCTETS));
    }

    @Test
    void overlongLengthEncodingIsRead() throws LdapFault {
        assertEquals("ab", reader("0484000000026162").text(Ber.OCTETS));
    }

    @Test
    void elementEndsWhereOneAroundItEnds() {
        assertThrows(
                LdapFault.class,
                () -> reader("3003" + "040261").enter(Ber.SEQUENCE).text(Ber.OCTETS));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "04",
                "0401",
                "0480",
                "0485000000000161",
                "04ffffffff",
                "048441",
                "0484ffffffff",
                "0484800000"
            })
    void bytesThatEndEarlyOrClaimTooMuchAreGarbled(String bytes) {
        assertThrows(LdapFault.class, () -> reader(bytes).text(Ber.OCTETS));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0200", "02050000000001", "040100"})
    void whatIsNoNumberIsGarbled(String bytes) {
        assertThrows(LdapFault.class, () -> reader(bytes).number(Ber.INTEGER));
    }

    private static BerReader reader(String bytes) {
        return new BerReader(HexFormat.of().parseHex(bytes));
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
