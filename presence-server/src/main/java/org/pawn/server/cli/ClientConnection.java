package org.pawn.server.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.pawn.sdk.PresenceClient;
import org.pawn.sdk.PresenceClientBuilder;

/** A client for that server; one that has only HTTPS is trusted by the certificate that it keeps in its directory. */
final class ClientConnection {
    private ClientConnection() {}

    /** @throws CommandFailure if the address is none, or the server's own certificate cannot be read */
    static PresenceClient open(ServerLocation server, String token) {
        try {
            PresenceClientBuilder builder =
                    PresenceClient.at(server.url()).token(token).connectTimeout(Duration.ofSeconds(3));
            Path data = server.data();
            if (data != null && server.url().startsWith("https:")) {
                trustOwn(builder, data.resolve("tls"));
            }
            return builder.build();
        } catch (IllegalArgumentException wrong) {
            throw CommandFailure.wrongUsage("--server " + server.url() + ": " + wrong.getMessage());
        }
    }

    private static void trustOwn(PresenceClientBuilder builder, Path directory) {
        Path file = directory.resolve("self-made.p12");
        if (!Files.exists(file)) {
            return; // a certificate that Java trusts anyway
        }
        try (InputStream bytes = Files.newInputStream(file)) {
            KeyStore own = KeyStore.getInstance("PKCS12");
            own.load(
                    bytes,
                    Files.readString(directory.resolve("password")).trim().toCharArray());
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            for (String alias : Collections.list(own.aliases())) {
                trusted.setCertificateEntry(alias, own.getCertificate(alias));
            }
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(trusted);
            X509TrustManager trust = (X509TrustManager) Arrays.stream(factory.getTrustManagers())
                    .filter(X509TrustManager.class::isInstance)
                    .findFirst()
                    .orElseThrow();
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, factory.getTrustManagers(), null);
            builder.tls(context, trust);
        } catch (IOException | GeneralSecurityException notReadable) {
            throw CommandFailure.failed(
                    "The server's certificate " + file + " cannot be read: " + notReadable.getMessage());
        }
    }
}
