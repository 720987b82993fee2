package org.pawn.server.sip.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A certificate is renewed without a restart, and nobody is cut off. */
final class CertificateExchangeTest extends RunningWire {
    private static final char[] PASSWORD = "password".toCharArray();

    @TempDir
    private Path folder;

    @Test
    void newConnectionsSeeTheNewCertificateAndTheOldOnesLiveOn() throws Exception {
        TlsKeys keys = new TlsKeys(keyStore("one.example.com"), PASSWORD);
        try (SipWire secure = secure(keys)) {
            secure.start();
            SSLSocket before = connect(secure);

            keys.exchange(keyStore("two.example.com"), PASSWORD);
            SSLSocket after = connect(secure);

            assertThat(shown(before)).isEqualTo("CN=one.example.com");
            assertThat(shown(after)).isEqualTo("CN=two.example.com");
            assertThat(asked(before)).startsWith("SIP/2.0 200 ");
            assertThat(asked(after)).startsWith("SIP/2.0 200 ");
            before.close();
            after.close();
        }
    }

    private SipWire secure(TlsKeys keys) {
        WireConfig config = new WireConfig(
                Optional.empty(),
                Optional.of(ANY_PORT),
                Optional.of(keys),
                2,
                1000,
                Duration.ofSeconds(60),
                20,
                MessageScanner.MAX_MESSAGE,
                Set.of("loopback"),
                true);
        return new SipWire(config, time, timers, new SecureRandom(), new Echo());
    }

    private static String shown(SSLSocket socket) throws IOException {
        X509Certificate certificate = (X509Certificate) socket.getSession().getPeerCertificates()[0];
        return certificate.getSubjectX500Principal().getName();
    }

    private static String asked(SSLSocket socket) throws IOException {
        String request = "OPTIONS sip:example.com SIP/2.0\r\nVia: SIP/2.0/TLS 192.0.2.1;branch=z9hG4bKa;rport\r\n"
                + "From: <sip:alice@example.com>;tag=1\r\nTo: <sip:example.com>\r\nCall-ID: c\r\nCSeq: 1 OPTIONS\r\n"
                + "Max-Forwards: 70\r\nContent-Length: 0\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
        return new String(socket.getInputStream().readNBytes(20), StandardCharsets.UTF_8);
    }

    private static SSLSocket connect(SipWire wire) throws GeneralSecurityException, IOException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new Trusting()}, null);
        InetSocketAddress at = wire.tls().orElseThrow();
        SSLSocket socket =
                (SSLSocket) context.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), at.getPort());
        socket.setSoTimeout(20_000);
        socket.startHandshake();
        return socket;
    }

    private KeyStore keyStore(String name) throws Exception {
        Path file = folder.resolve(name);
        Process tool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "a",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + name,
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        new String(PASSWORD),
                        "-keystore",
                        file.toString())
                .redirectErrorStream(true)
                .start();
        tool.getInputStream().readAllBytes();
        assertThat(tool.waitFor()).isZero();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD);
        }
        return store;
    }

    private static final class Trusting implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
