package org.hamail.submit;

import com.googlecode.jsendnsca.encryption.Encryption;
import com.googlecode.jsendnsca.encryption.Encryptor;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.hamail.io.SecretFile;

/** The ciphers of NSCA, by nsca's method numbers (nsca.cfg, {@code decryption_method}). */
public enum NscaCipher {
    NONE(0),
    XOR(1),
    TRIPLE_DES(3),
    BLOWFISH(8),
    RIJNDAEL_128(14),
    RIJNDAEL_192(15),
    RIJNDAEL_256(16);

    private final int method;

    NscaCipher(int method) {
        this.method = method;
    }

    public static Optional<NscaCipher> ofMethod(int method) {
        return Arrays.stream(values()).filter(cipher -> cipher.method == method).findFirst();
    }

    public int method() {
        return method;
    }

    /** Whether it can use this password: jsendnsca's ciphers make a question mark of every character beyond ASCII. */
    public boolean takes(SecretFile password) {
        return switch (this) {
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
    byte[] encrypt(List<byte[]> packets, byte[] vector, SecretFile password) {
        Encryptor encryptor = encryptor();
        if (this == XOR) {
            packets.forEach(packet -> encryptor.encrypt(packet, vector, password.reveal()));
        }
        var joined = new ByteArrayOutputStream();
        packets.forEach(joined::writeBytes);
        byte[] all = joined.toByteArray();
        if (this != XOR) {
            encryptor.encrypt(all, vector, password.reveal());
        }
        return all;
    }

    private Encryptor encryptor() {
        return switch (this) {
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
