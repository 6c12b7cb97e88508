package org.hamail.directory;

import org.hamail.plugin.Cause;

/** What the result codes of LDAP mean to an observer (RFC 4511 appendix A). */
final class ResultCode {
    static final int SUCCESS = 0;
    static final int SIZE_LIMIT_EXCEEDED = 4;

    private ResultCode() {}

    static String name(int code) {
        return switch (code) {
            case 1 -> "operationsError";
            case 2 -> "protocolError";
            case 3 -> "timeLimitExceeded";
            case SIZE_LIMIT_EXCEEDED -> "sizeLimitExceeded";
            case 7 -> "authMethodNotSupported";
            case 8 -> "strongerAuthRequired";
            case 10 -> "referral";
            case 11 -> "adminLimitExceeded";
            case 13 -> "confidentialityRequired";
            case 17 -> "undefinedAttributeType";
            case 18 -> "inappropriateMatching";
            case 32 -> "noSuchObject";
            case 34 -> "invalidDNSyntax";
            case 48 -> "inappropriateAuthentication";
            case 49 -> "invalidCredentials";
            case 50 -> "insufficientAccessRights";
            case 51 -> "busy";
            case 52 -> "unavailable";
            case 53 -> "unwillingToPerform";
            case 80 -> "other";
            default -> "result code";
        };
    }

    /** The cause of a refusal. */
    static Cause cause(int code) {
        return switch (code) {
            case 3, 11, 51, 52 -> Cause.TEMPFAIL;
            case 7, 8, 13, 48, 49 -> Cause.AUTH;
            case 32 -> Cause.MISMATCH;
            default -> Cause.REJECTED;
        };
    }
}
