package org.hamail.submit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * One result as nsca reads it, before it is encrypted: numbers in network order, texts in UTF-8 that end with a NUL.
 *
 * <pre>
 * bytes   0..1    version of the packet, 3 (2 bytes of alignment follow)
 *         4..7    CRC-32 of the whole packet with this field 0
 *         8..11   time, as the daemon sent it at the start of the connection
 *        12..13   state, as an exit code
 *        14..77   host, 78..205 service, 206.. output
 *        last 2   alignment
 * </pre>
 *
 * <p>Source: nsca 2.10, {@code common.h}, {@code data_packet_struct}.
 */
final class NscaPacket {
    private static final short VERSION = 3;
    private static final int CRC = 4;
    private static final int TIME = 8;
    private static final int STATE = 12;
    private static final int HOST = 14;
    private static final int SERVICE = 78;
    private static final int OUTPUT = 206;
    private static final int ALIGNMENT = 2;

    /** The most bytes of a host's name. */
    static final int HOST_BYTES = SERVICE - HOST - 1;

    /** The most bytes of a service's name. */
    static final int SERVICE_BYTES = OUTPUT - SERVICE - 1;

    private NscaPacket() {}

    /**
     * The packet of a result about {@code about}.
     *
     * @param output fits into {@code outputField} bytes with the NUL behind it
     * @param outputField the size of the field, 512 or 4096
     */
    static byte[] of(ServiceName about, int state, String output, int outputField, int time) {
        ByteBuffer packet = ByteBuffer.allocate(OUTPUT + outputField + ALIGNMENT)
                .putShort(VERSION)
                .putInt(TIME, time)
                .putShort(STATE, (short) state);
        put(packet, HOST, about.host(), HOST_BYTES);
        put(packet, SERVICE, about.service(), SERVICE_BYTES);
        put(packet, OUTPUT, output, outputField - 1);
        var crc = new CRC32();
        crc.update(packet.array());
        return packet.putInt(CRC, (int) crc.getValue()).array();
    }

    private static void put(ByteBuffer packet, int at, String text, int most) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > most) {
            throw new IllegalArgumentException("more than " + most + " bytes");
        }
        packet.put(at, bytes);
    }
}
