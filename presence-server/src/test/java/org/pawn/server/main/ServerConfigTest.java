package org.pawn.server.main;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pawn.digest.DigestAlgorithm;

final class ServerConfigTest {
    @TempDir
    private Path data;

    private ServerConfig read(String yaml, Map<String, String> environment, Map<String, String> flags)
            throws IOException, ConfigException {
        Path file = data.resolve("pawn.yaml");
        Files.writeString(file, yaml);
        return ServerConfig.read(data, file, environment, flags);
    }

    private String refusal(String yaml) {
        ConfigException refused = catchThrowableOfType(ConfigException.class, () -> read(yaml, Map.of(), Map.of()));
        return String.valueOf(refused.getMessage());
    }

    @Test
    void withoutAFileEveryDefaultHolds() throws ConfigException {
        ServerConfig config = ServerConfig.read(data, data.resolve("absent.yaml"), Map.of(), Map.of());

        assertThat(config.http().listen()).contains(new Listener("127.0.0.1", 8080));
        assertThat(config.http().secureListen()).contains(new Listener("127.0.0.1", 8443));
        assertThat(config.sip().listen()).contains(new Listener("127.0.0.1", 5060));
        assertThat(config.sip().secureListen()).contains(new Listener("127.0.0.1", 5061));
        assertThat(config.sip().authentication()).isTrue();
        assertThat(config.sip().digestAlgorithms()).containsExactly(DigestAlgorithm.MD5);
        assertThat(config.presence().notifyInterval()).isEqualTo(Duration.ofSeconds(1));
        assertThat(config.presence().looksKept()).isEqualTo(Duration.ofDays(30));
        assertThat(config.sip().trustedPeers()).isEmpty();
        assertThat(config.limits().exempt()).containsExactly("loopback");
        assertThat(config.limits().unprovedConnections()).isEqualTo(20);
        assertThat(config.http().allowedOrigins()).isEmpty();
        assertThat(config.allowPlaintext()).isFalse();
        assertThat(config.calendars().folder()).isEmpty();
    }

    @Test
    void aFileSetsEveryKey() throws IOException, ConfigException {
        ServerConfig config = read("""
                domain: example.com
                timeZone: Europe/Berlin
                allowPlaintext: true
                http:
                  listen: 0.0.0.0:80
                  publicUrl: https://pawn.example/
                  allowedOrigins: [https://portal.example, https://wiki.example]
                  trustedProxies: 192.0.2.1
                https.listen: off
                sip:
                  listen: "[::1]:5070"
                  authentication: on
                  digest.algorithms: [SHA-512-256, SHA-256, MD5]
                  minExpires: PT30S
                  maxExpires: PT2H
                  maxBindings: 8
                  trustedPeers: [192.0.2.7, "2001:db8::7"]
                sips.listen: 127.0.0.1:0
                presence.notifyInterval: PT0S
                presence.looksKept: PT0S
                calendars:
                  refreshInterval: PT10M
                  allowedNetworks: [192.0.2.0/24]
                  folder: /tmp
                limits.exempt: [192.0.2.9]
                limits.unprovedConnections: 200
                tls:
                  certificate: /tmp/cert.pem
                  key: /tmp/key.pem
                """, Map.of(), Map.of());

        assertThat(config.domain()).isEqualTo("example.com");
        assertThat(config.timeZone()).isEqualTo(ZoneId.of("Europe/Berlin"));
        assertThat(config.http().listen()).contains(new Listener("0.0.0.0", 80));
        assertThat(config.http().publicUrl()).contains("https://pawn.example");
        assertThat(config.http().allowedOrigins()).containsExactly("https://portal.example", "https://wiki.example");
        assertThat(config.http().trustedProxies()).containsExactly("192.0.2.1");
        assertThat(config.http().secureListen()).isEmpty();
        assertThat(config.sip().listen()).contains(new Listener("::1", 5070));
        assertThat(config.sip().digestAlgorithms())
                .containsExactly(DigestAlgorithm.SHA_512_256, DigestAlgorithm.SHA_256, DigestAlgorithm.MD5);
        assertThat(config.sip().minExpires()).isEqualTo(Duration.ofSeconds(30));
        assertThat(config.sip().maxExpires()).isEqualTo(Duration.ofHours(2));
        assertThat(config.sip().maxBindings()).isEqualTo(8);
        assertThat(config.sip().trustedPeers()).containsExactly("192.0.2.7", "2001:db8:0:0:0:0:0:7");
        assertThat(config.sip().secureListen()).contains(new Listener("127.0.0.1", 0));
        assertThat(config.presence().notifyInterval()).isZero();
        assertThat(config.presence().looksKept()).isZero();
        assertThat(config.calendars().refreshInterval()).isEqualTo(Duration.ofMinutes(10));
        assertThat(config.calendars().allowedNetworks()).hasSize(1);
        assertThat(config.calendars().folder()).contains(Path.of("/tmp"));
        assertThat(config.limits().exempt()).containsExactly("192.0.2.9");
        assertThat(config.limits().unprovedConnections()).isEqualTo(200);
        assertThat(config.tls().certificate()).isEqualTo(Optional.of(Path.of("/tmp/cert.pem")));
    }

    @Test
    void theEnvironmentOverridesTheFileAndAFlagBoth() throws IOException, ConfigException {
        ServerConfig config = read(
                "domain: file.example\nhttp.allowedOrigins: https://a.example",
                Map.of("PAWN_DOMAIN", "environment.example", "PAWN_HTTP_ALLOWED_ORIGINS", "https://b.example"),
                Map.of("domain", "flag.example"));

        assertThat(config.domain()).isEqualTo("flag.example");
        assertThat(config.http().allowedOrigins()).containsExactly("https://b.example");
    }

    @Test
    void anUnknownKeyIsNamedWithTheKeysThereAre() {
        assertThat(refusal("http:\n  listne: 127.0.0.1:80"))
                .contains("http.listne", "pawn.yaml", "is not a key", "http.listen");
    }

    @Test
    void everyBadValueIsNamedWithWhatIsAllowed() {
        assertThat(refusal("sip.trustedPeers: proxy.example")).contains("sip.trustedPeers", "IP addresses");
        assertThat(refusal("limits.unprovedConnections: 0"))
                .contains("limits.unprovedConnections: \"0\"", "1 to 10000");
        assertThat(refusal("limits.unprovedConnections: many")).contains("a number from 1 to 10000");
        assertThat(refusal("sip.digest.algorithms: SHA-1")).contains("MD5, SHA-256, SHA-512-256");
        assertThat(refusal("presence.looksKept: PT5M")).contains("presence.looksKept: \"PT5M\"", "PT1H", "PT0S");
        assertThat(refusal("presence.looksKept: P10000D")).contains("P366D");
        assertThat(refusal("presence.notifyInterval: soon\nsip.maxBindings: 0\nhttp.listen: nowhere"))
                .contains("presence.notifyInterval: \"soon\"", "PT1S")
                .contains("sip.maxBindings: \"0\"", "1 to 1000")
                .contains("http.listen: \"nowhere\"", "HOST:PORT");
    }

    @Test
    void aFolderOfCalendarsThatIsNotThereIsNamed() {
        assertThat(refusal("calendars.folder: /nowhere/at/all"))
                .contains("calendars.folder: \"/nowhere/at/all\"", "a folder that there is");
    }

    @Test
    void plaintextOffLoopbackIsRefusedUnlessAllowed() {
        assertThat(refusal("sip.listen: 0.0.0.0:5060")).contains("sip.listen", "allowPlaintext: true");
    }

    @Test
    void signInIsSwitchedOffOnLoopbackOnly() {
        assertThat(refusal("sip.authentication: off\nallowPlaintext: true\nhttp.listen: 0.0.0.0:8080"))
                .contains("sip.authentication: \"off\"", "loopback");
    }

    @Test
    void brokenYamlIsNamedWithItsLine() {
        assertThat(refusal("domain: example.com\nhttp: [unclosed")).contains("pawn.yaml, line");
    }
}
