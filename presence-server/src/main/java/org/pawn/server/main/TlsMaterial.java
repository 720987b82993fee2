package org.pawn.server.main;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;

/**
 * The certificate and key that TLS listeners show.
 *
 * @param file the same as a PKCS#12 file, for who wants a path
 * @param selfMade whether the server made it for itself
 */
record TlsMaterial(KeyStore keyStore, String password, Path file, boolean selfMade) {
    private static final String ALIAS = "pawn";
    private static final int DAYS = 825;

    /** The configured certificate, or one made once for localhost and the domain and kept in {@code DIR/tls}. */
    static TlsMaterial open(ServerConfig config) throws IOException, GeneralSecurityException {
        Path directory = config.data().resolve("tls");
        Files.createDirectories(directory);
        Path passwordFile = directory.resolve("password");
        if (!Files.exists(passwordFile)) {
            byte[] random = new byte[16];
            new SecureRandom().nextBytes(random);
            OwnerOnly.write(passwordFile, HexFormat.of().formatHex(random));
        }
        String password = Files.readString(passwordFile).trim();
        if (config.tls().certificate().isPresent()) {
            return configured(config, directory.resolve("configured.p12"), password);
        }
        Path file = directory.resolve("self-made.p12");
        if (!Files.exists(file)) {
            make(file, password, config.domain());
        }
        return new TlsMaterial(load(file, password), password, file, true);
    }

    /** When the certificate ends. */
    Instant endsAt() throws GeneralSecurityException {
        String alias = keyStore.aliases().nextElement();
        return ((X509Certificate) keyStore.getCertificate(alias)).getNotAfter().toInstant();
    }

    private static KeyStore load(Path file, String password) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, password.toCharArray());
        }
        return store;
    }

    private static TlsMaterial configured(ServerConfig config, Path file, String password)
            throws IOException, GeneralSecurityException {
        byte[] chain = Files.readAllBytes(config.tls().certificate().orElseThrow());
        Certificate[] certificates = CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(chain))
                .toArray(Certificate[]::new);
        PrivateKey key = privateKey(Files.readString(config.tls().key().orElseThrow()));
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry(ALIAS, key, password.toCharArray(), certificates);
        OwnerOnly.write(file, "");
        try (var out = Files.newOutputStream(file)) {
            store.store(out, password.toCharArray());
        }
        return new TlsMaterial(store, password, file, false);
    }

    private static PrivateKey privateKey(String pem) throws GeneralSecurityException {
        String base64 = pem.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
        PKCS8EncodedKeySpec spec = new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64));
        for (String algorithm : new String[] {"RSA", "EC", "Ed25519"}) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(spec);
            } catch (GeneralSecurityException another) {
                continue; // the encoding does not name its algorithm to us: try the next
            }
        }
        throw new GeneralSecurityException("tls.key is no PKCS#8 PEM key (RSA, EC or Ed25519)");
    }

    /** The JDK offers no public way to sign a certificate but its own tool. */
    private static void make(Path file, String password, String domain) throws IOException {
        Process tool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        ALIAS,
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        "CN=" + domain,
                        "-ext",
                        "san=dns:localhost,ip:127.0.0.1,dns:" + domain,
                        "-validity",
                        Integer.toString(DAYS),
                        "-storetype",
                        "PKCS12",
                        "-storepass:file",
                        file.resolveSibling("password").toString(),
                        "-keystore",
                        file.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (!tool.waitFor(30, TimeUnit.SECONDS) || tool.exitValue() != 0) {
                throw new IOException("no certificate could be made: " + said.replace(password, "***"));
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while making a certificate", interrupted);
        }
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }
}
