package org.pawn.server.main;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;
import org.pawn.server.sip.wire.TlsKeys;

/**
 * The certificate that all TLS listeners show from now on: after an exchange the next handshake shows the new one, and
 * connections that stand are left alone. Thread-safe.
 */
final class LiveCertificate {
    private final TlsKeys sip;
    private final Current current;
    private final SSLContext https;

    /** @throws GeneralSecurityException if it holds no usable key */
    LiveCertificate(TlsMaterial first) throws GeneralSecurityException {
        this.sip = new TlsKeys(first.keyStore(), first.password().toCharArray());
        this.current = new Current(managerOf(first));
        this.https = SSLContext.getInstance("TLS");
        https.init(new KeyManager[] {current}, null, null);
    }

    /** @throws GeneralSecurityException if it holds no usable key; the old one stays */
    void exchange(TlsMaterial next) throws GeneralSecurityException {
        X509ExtendedKeyManager manager = managerOf(next);
        sip.exchange(next.keyStore(), next.password().toCharArray());
        current.now = manager;
    }

    TlsKeys sip() {
        return sip;
    }

    SSLContext https() {
        return https;
    }

    private static X509ExtendedKeyManager managerOf(TlsMaterial tls) throws GeneralSecurityException {
        KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
        keys.init(tls.keyStore(), tls.password().toCharArray());
        return Arrays.stream(keys.getKeyManagers())
                .filter(X509ExtendedKeyManager.class::isInstance)
                .map(X509ExtendedKeyManager.class::cast)
                .findFirst()
                .orElseThrow(() -> new GeneralSecurityException("no key manager for certificates"));
    }

    /** Asks whichever is the newest. */
    private static final class Current extends X509ExtendedKeyManager {
        private volatile X509ExtendedKeyManager now;

        Current(X509ExtendedKeyManager first) {
            this.now = first;
        }

        @Override
        public String @Nullable [] getClientAliases(String type, Principal @Nullable [] issuers) {
            return now.getClientAliases(type, issuers);
        }

        @Override
        public @Nullable String chooseClientAlias(
                String[] types, Principal @Nullable [] issuers, @Nullable Socket socket) {
            return now.chooseClientAlias(types, issuers, socket);
        }

        @Override
        public String @Nullable [] getServerAliases(String type, Principal @Nullable [] issuers) {
            return now.getServerAliases(type, issuers);
        }

        @Override
        public @Nullable String chooseServerAlias(
                String type, Principal @Nullable [] issuers, @Nullable Socket socket) {
            return now.chooseServerAlias(type, issuers, socket);
        }

        @Override
        public @Nullable String chooseEngineServerAlias(
                String type, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
            return now.chooseEngineServerAlias(type, issuers, engine);
        }

        @Override
        public X509Certificate @Nullable [] getCertificateChain(String alias) {
            return now.getCertificateChain(alias);
        }

        @Override
        public @Nullable PrivateKey getPrivateKey(String alias) {
            return now.getPrivateKey(alias);
        }
    }
}
