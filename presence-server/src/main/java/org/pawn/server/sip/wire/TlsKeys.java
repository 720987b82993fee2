package org.pawn.server.sip.wire;

import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;

/** The certificate that the TLS listener shows; it may be exchanged, and old connections live on. Thread-safe. */
public final class TlsKeys {
    private static final String[] VERSIONS = {"TLSv1.3", "TLSv1.2"};

    private volatile SSLContext context;

    /** @throws GeneralSecurityException if the store holds no usable key */
    public TlsKeys(KeyStore store, char[] password) throws GeneralSecurityException {
        this.context = contextOf(store, password);
    }

    /**
     * From the next handshake on, this one is shown.
     *
     * @throws GeneralSecurityException if the store holds no usable key; the old one stays
     */
    public void exchange(KeyStore store, char[] password) throws GeneralSecurityException {
        this.context = contextOf(store, password);
    }

    SSLEngine serverEngine() {
        SSLEngine engine = context.createSSLEngine();
        engine.setUseClientMode(false);
        engine.setEnabledProtocols(VERSIONS);
        return engine;
    }

    private static SSLContext contextOf(KeyStore store, char[] password) throws GeneralSecurityException {
        KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
        keys.init(store, password);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }
}
