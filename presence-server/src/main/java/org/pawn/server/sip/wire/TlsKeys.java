package org.pawn.server.sip.wire;

import gov.nist.core.net.SecurityManagerProvider;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Properties;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** The certificate that the TLS listener shows. */
public final class TlsKeys implements SecurityManagerProvider {
    private final KeyManager[] keys;
    private final TrustManager[] trusted;

    /** @throws GeneralSecurityException if the store holds no usable key */
    public TlsKeys(KeyStore store, char[] password) throws GeneralSecurityException {
        KeyManagerFactory keyFactory = KeyManagerFactory.getInstance("PKIX");
        keyFactory.init(store, password);
        this.keys = keyFactory.getKeyManagers();
        TrustManagerFactory trustFactory = TrustManagerFactory.getInstance("PKIX");
        trustFactory.init(store);
        this.trusted = trustFactory.getTrustManagers();
    }

    @Override
    public void init(Properties properties) {}

    @Override
    public KeyManager[] getKeyManagers(boolean client) {
        return keys.clone();
    }

    @Override
    public TrustManager[] getTrustManagers(boolean client) {
        return trusted.clone();
    }
}
