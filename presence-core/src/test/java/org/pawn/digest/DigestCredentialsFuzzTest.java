package org.pawn.digest;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;

@Tag("fuzz")
final class DigestCredentialsFuzzTest {
    @FuzzTest(maxDuration = "30s")
    void credentialsAreReadOrRefusedAndBothReadersAgreeOnTheRealm(byte[] input) {
        String header = new String(input, StandardCharsets.ISO_8859_1);
        DigestCredentials read;
        try {
            read = DigestCredentials.parse(header);
        } catch (IllegalArgumentException refused) {
            assertThat(DigestCredentials.realmOf(header)).isNotNull();
            return;
        }
        assertThat(DigestCredentials.realmOf(header)).contains(read.realm());
        assertThat(read.count()).isNotNegative();
        assertThat(read.userName() + read.realm() + read.nonce() + read.uri()).doesNotContain("\r", "\n");
    }
}
