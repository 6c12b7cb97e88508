package com.googlecode.jsendnsca;

/**
 * The packet of one result as jsendnsca builds it. Its builder is seen by its own package only, and its sender neither takes
 * a socket nor waits until the daemon is done, which is what keeps two results of a service in their order.
 */
public final class NscaPacket {
    private NscaPacket() {}

    /** Before it is encrypted; {@code time} is what the daemon sent at the start of the connection. */
    public static byte[] of(NagiosSettings settings, MessagePayload payload, int time) {
        return new PassiveCheckBytesBuilder(settings)
                .withTimeStamp(time)
                .withLevel(payload.getLevel())
                .withHostname(payload.getHostname())
                .withServiceName(payload.getServiceName())
                .withMessage(payload.getMessage())
                .writeCRC()
                .toByteArray();
    }
}
