package org.hamail.net;

import java.security.cert.X509Certificate;
import java.util.List;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;

/** Which certificate one is, and what it is for, in a few words. They come from whoever made it, and are not yet harmless. */
public final class CertificateText {
    private static final int MOST_NAMES = 3;
    private static final int LONGEST = 60;

    private CertificateText() {}

    /**
     * Of {@code one} of a {@code chain}, the server's own first, which may be marked as an authority's: openssl-req(1) makes
     * self-signed ones so.
     */
    public static String of(X509Certificate one, List<X509Certificate> chain) {
        boolean own = one.equals(chain.get(0));
        return own || one.getBasicConstraints() < 0 ? ofServer(one) : "certificate of the authority " + subject(one);
    }

    /** E.g. {@code certificate for mail.example.org, smtp.example.org and 2 more}. */
    static String ofServer(X509Certificate certificate) {
        List<String> names = new PeerName(certificate).names();
        return names.isEmpty()
                ? "certificate of " + subject(certificate) + ", which is for no name,"
                : "certificate for " + listed(names);
    }

    static String issuer(X509Certificate certificate) {
        return shortName(certificate.getIssuerX500Principal().getName());
    }

    private static String subject(X509Certificate certificate) {
        return shortName(certificate.getSubjectX500Principal().getName());
    }

    private static String listed(List<String> names) {
        var text = new StringBuilder();
        int shown = Math.min(names.size(), MOST_NAMES);
        for (int i = 0; i < shown; i++) {
            boolean last = i == names.size() - 1;
            text.append(i == 0 ? "" : last ? " and " : ", ").append(cut(names.get(i)));
        }
        return names.size() > shown ? text + " and " + (names.size() - shown) + " more" : text.toString();
    }

    /** The common name, which is what people know an authority by; otherwise the whole. */
    private static String shortName(String distinguished) {
        try {
            for (Rdn part : new LdapName(distinguished).getRdns()) {
                if (part.getType().equalsIgnoreCase("CN") && part.getValue() instanceof String text) {
                    return cut("'" + text + "'");
                }
            }
        } catch (InvalidNameException e) {
            // shown as it stands
        }
        return cut("'" + distinguished + "'");
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
    }
}
