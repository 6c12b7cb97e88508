package org.hamail.submit;

import com.googlecode.jsendnsca.encryption.Encryptor;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.StreamCipher;
import org.bouncycastle.crypto.engines.RijndaelEngine;
import org.bouncycastle.crypto.modes.CFBBlockCipher;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.ParametersWithIV;

/**
 * Rijndael as nsca 2.10 speaks it: the number is the size of the block, the key always has 32 bytes (the password, filled
 * up with zeros), CFB with 8 bits, and the first block of what the server sent is the initialisation vector.
 *
 * <p>Source: nsca 2.10, {@code utils.c}, {@code encrypt_init()} ({@code mcrypt_enc_get_key_size}).
 */
final class RijndaelEncryptor implements Encryptor {
    private static final int KEY_BYTES = 32;
    private static final int AES_BITS = 128;

    private final int blockBits;

    RijndaelEncryptor(int blockBits) {
        this.blockBits = blockBits;
    }

    @Override
    public void encrypt(byte[] message, byte[] received, String password) {
        byte[] key = Arrays.copyOf(password.getBytes(StandardCharsets.UTF_8), KEY_BYTES);
        byte[] vector = Arrays.copyOf(received, blockBits / 8);
        if (blockBits == AES_BITS) {
            aes(message, key, vector);
            return;
        }
        StreamCipher cipher = CFBBlockCipher.newInstance(new RijndaelEngine(blockBits), 8);
        cipher.init(true, new ParametersWithIV(new KeyParameter(key), vector));
        cipher.processBytes(message, 0, message.length, message, 0);
    }

    /** With blocks of 128 bits it is AES, which the processor does: each byte takes a whole block. */
    private static void aes(byte[] message, byte[] key, byte[] vector) {
        try {
            Cipher cipher = Cipher.getInstance("AES/CFB8/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(vector));
            byte[] encrypted = cipher.doFinal(message);
            System.arraycopy(encrypted, 0, message, 0, message.length);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no AES", e);
        }
    }
}
