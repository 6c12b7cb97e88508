package org.hamail.model;

import java.util.Arrays;
import java.util.List;

/** The ciphers of NSCA that hamail speaks, with nsca's method numbers (nsca.cfg, {@code decryption_method}). */
public enum NscaEncryption {
    NONE("none", 0),
    XOR("xor", 1),
    TRIPLE_DES("3des", 3),
    BLOWFISH("blowfish", 8),
    RIJNDAEL_128("rijndael-128", 14),
    RIJNDAEL_192("rijndael-192", 15),
    RIJNDAEL_256("rijndael-256", 16);

    private final String word;
    private final int method;

    NscaEncryption(String word, int method) {
        this.word = word;
        this.method = method;
    }

    /** All words, in the order of the ciphers. */
    public static List<String> words() {
        return Arrays.stream(values()).map(NscaEncryption::word).toList();
    }

    /** As it stands in the configuration. */
    public String word() {
        return word;
    }

    public int method() {
        return method;
    }
}
