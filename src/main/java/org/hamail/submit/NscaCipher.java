package org.hamail.submit;

import com.googlecode.jsendnsca.encryption.Encryption;
import com.googlecode.jsendnsca.encryption.Encryptor;
import java.util.Arrays;
import java.util.Optional;

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

    Encryptor encryptor() {
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
