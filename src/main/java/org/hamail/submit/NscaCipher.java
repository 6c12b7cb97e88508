package org.hamail.submit;

import com.googlecode.jsendnsca.encryption.Encryption;
import com.googlecode.jsendnsca.encryption.Encryptor;
import java.io.ByteArrayOutputStream;
import java.util.List;
import org.hamail.io.SecretFile;
import org.hamail.model.NscaEncryption;

/** The ciphers of NSCA as jsendnsca has them. */
public final class NscaCipher {
    private NscaCipher() {}

    /** Whether {@code encryption} can use this password: jsendnsca's ciphers make a question mark of every character beyond ASCII. */
    public static boolean takes(NscaEncryption encryption, SecretFile password) {
        return switch (encryption) {
            case NONE, RIJNDAEL_128, RIJNDAEL_192, RIJNDAEL_256 -> true;
            case XOR, TRIPLE_DES, BLOWFISH -> password.isAscii();
        };
    }

    /**
     * The packets of one connection, encrypted. XOR begins anew with each of them, the block ciphers go on from one to the
     * next.
     *
     * <p>Source: nsca 2.10, {@code utils.c}, {@code encrypt_buffer()}.
     *
     * @param vector what the daemon sent at the start of the connection
     */
    static byte[] encrypt(NscaEncryption encryption, List<byte[]> packets, byte[] vector, SecretFile password) {
        Encryptor encryptor = encryptor(encryption);
        if (encryption == NscaEncryption.XOR) {
            packets.forEach(packet -> encryptor.encrypt(packet, vector, password.reveal()));
        }
        byte[] all = joined(packets);
        if (encryption != NscaEncryption.XOR) {
            encryptor.encrypt(all, vector, password.reveal());
        }
        return all;
    }

    private static byte[] joined(List<byte[]> packets) {
        var joined = new ByteArrayOutputStream();
        packets.forEach(joined::writeBytes);
        return joined.toByteArray();
    }

    private static Encryptor encryptor(NscaEncryption encryption) {
        return switch (encryption) {
            case NONE -> Encryption.NONE.getEncryptor();
            case XOR -> Encryption.XOR.getEncryptor();
            case TRIPLE_DES -> Encryption.TRIPLE_DES.getEncryptor();
            case BLOWFISH -> Encryption.BLOWFISH.getEncryptor();
            case RIJNDAEL_128 -> new RijndaelEncryptor(128);
            case RIJNDAEL_192 -> new RijndaelEncryptor(192);
            case RIJNDAEL_256 -> new RijndaelEncryptor(256);
        };
    }
}
