package org.hamail.net;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import org.jspecify.annotations.Nullable;

/** Why a chain is not believed, in the words of an administrator. */
final class CertificateErrors {
    private CertificateErrors() {}

    static String sentence(Throwable error) {
        String last = String.valueOf(error.getMessage());
        for (@Nullable Throwable e = error; e != null; e = e.getCause()) {
            if (e instanceof CertificateExpiredException) {
                return "a certificate of the chain has expired";
            }
            if (e instanceof CertificateNotYetValidException) {
                return "a certificate of the chain is not yet valid";
            }
            if (e instanceof CertPathBuilderException) {
                last = "the chain does not lead to a trusted authority";
            }
        }
        return last.startsWith("the chain") ? last : "the chain is not trusted: " + last;
    }
}
