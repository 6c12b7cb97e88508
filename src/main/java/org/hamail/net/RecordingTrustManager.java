package org.hamail.net;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/** Keeps the certificates that a server shows, and lets the handshake go on whatever they are. */
final class RecordingTrustManager extends X509ExtendedTrustManager {
    private X509Certificate[] chain = new X509Certificate[0];
    private String authType = "UNKNOWN";

    X509Certificate[] chain() {
        return chain.clone();
    }

    String authType() {
        return authType;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] certificates, String type) {
        chain = certificates.clone();
        authType = type;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] certificates, String type, Socket socket) {
        checkServerTrusted(certificates, type);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] certificates, String type, SSLEngine engine) {
        checkServerTrusted(certificates, type);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] certificates, String type) throws CertificateException {
        throw new CertificateException("there are no clients here");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] certificates, String type, Socket socket)
            throws CertificateException {
        checkClientTrusted(certificates, type);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] certificates, String type, SSLEngine engine)
            throws CertificateException {
        checkClientTrusted(certificates, type);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
