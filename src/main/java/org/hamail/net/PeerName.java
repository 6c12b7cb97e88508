package org.hamail.net;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;

/**
 * Whether a certificate was made out to the host that was called, RFC 6125 and, for addresses, RFC 9525. The platform's own
 * end point identification refuses every name with an underscore, which hosts in a site's own network have.
 */
final class PeerName {
    private static final int DNS = 2;
    private static final int ADDRESS = 7;

    private final X509Certificate certificate;

    PeerName(X509Certificate certificate) {
        this.certificate = certificate;
    }

    /** Fails unless the certificate is for {@code name}, a host name or an address. */
    void check(String name) throws NetworkException {
        boolean fits = Family.isLiteral(name) ? isForAddress(name) : isForName(name);
        if (!fits) {
            throw new NetworkException(
                    NetworkException.Kind.CERTIFICATE,
                    "the " + CertificateText.ofServer(certificate) + " is not for " + name
                            + ", valid until " + certificate.getNotAfter().toInstant()
                            + "; where another name is right, --sni NAME asks for it and expects it");
        }
    }

    private boolean isForAddress(String address) {
        for (String known : alternatives(ADDRESS)) {
            try {
                if (InetAddress.getByName(known).equals(InetAddress.getByName(address))) {
                    return true;
                }
            } catch (UnknownHostException e) {
                // not an address: cannot be the one
            }
        }
        return false;
    }

    /** The names and addresses that it is for. */
    List<String> names() {
        var all = new ArrayList<>(hostNames());
        all.addAll(alternatives(ADDRESS));
        return all;
    }

    private List<String> hostNames() {
        List<String> known = alternatives(DNS);
        return known.isEmpty() ? commonNames() : known;
    }

    private boolean isForName(String name) {
        for (String pattern : hostNames()) {
            if (fits(pattern, name)) {
                return true;
            }
        }
        return false;
    }

    /** A wildcard stands for exactly one label, the first one, of at least three. */
    static boolean fits(String pattern, String name) {
        String wanted = plain(name);
        String shown = plain(pattern);
        if (!shown.startsWith("*.")) {
            return shown.equals(wanted);
        }
        int dot = wanted.indexOf('.');
        return dot > 0 && shown.indexOf('.', 2) > 0 && wanted.substring(dot).equals(shown.substring(1));
    }

    private static String plain(String name) {
        return HostName.bare(name).toLowerCase(Locale.ROOT);
    }

    private List<String> alternatives(int kind) {
        var names = new ArrayList<String>();
        try {
            Collection<List<?>> all = certificate.getSubjectAlternativeNames();
            if (all != null) {
                for (List<?> one : all) {
                    if (Integer.valueOf(kind).equals(one.get(0)) && one.get(1) instanceof String text) {
                        names.add(text);
                    }
                }
            }
        } catch (CertificateParsingException e) {
            // names that cannot be read fit nothing
        }
        return names;
    }

    private List<String> commonNames() {
        var names = new ArrayList<String>();
        try {
            for (Rdn part : new LdapName(certificate.getSubjectX500Principal().getName()).getRdns()) {
                if (part.getType().equalsIgnoreCase("CN") && part.getValue() instanceof String text) {
                    names.add(text);
                }
            }
        } catch (InvalidNameException e) {
            // names that cannot be read fit nothing
        }
        return names;
    }
}
