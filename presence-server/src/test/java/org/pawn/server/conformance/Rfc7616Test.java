package org.pawn.server.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** RFC 7616: nonces, counts and qualities. */
@ExtendWith(InTheHouse.class)
@Timeout(60)
final class Rfc7616Test {
    private final House house;

    Rfc7616Test(House house) {
        this.house = house;
    }

    private static Heard signedBy(Phone phone, Digest digest) {
        Request query = phone.query();
        return phone.ask(query.with("Authorization", digest.sign(query.method(), query.uri())));
    }

    @OverEach
    void section3_3AStaleNonceIsSaidToBeStaleWhereThePasswordWasRight(Over over) {
        Phone phone = house.phone(over);

        Heard answer = signedBy(phone, phone.digest().with("nonce", "bm90LW91cnM"));

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.the("WWW-Authenticate")).contains("stale=true");
    }

    @OverEach
    void section3_4ANonceServesManyRequestsWithARisingCount(Over over) {
        Phone phone = house.phone(over);
        for (int i = 0; i < 5; i++) {
            assertThat(signedBy(phone, phone.digest()).status()).isEqualTo(200);
        }
    }

    @OverEach
    void section3_4ACountMayLeaveSomeOut(Over over) {
        Phone phone = house.phone(over);

        assertThat(signedBy(phone, phone.digest().count(0x4711)).status()).isEqualTo(200);
    }

    @OverEach
    void section3_4ACountThatWasUsedIsAReplay(Over over) {
        Phone phone = house.phone(over);
        Digest digest = phone.digest();
        assertThat(signedBy(phone, digest).status()).isEqualTo(200);

        Heard replayed = signedBy(phone, digest);

        assertThat(replayed.status()).isEqualTo(401);
        assertThat(replayed.the("WWW-Authenticate")).contains("stale=true");
    }

    @OverEach
    void section3_4AnIntegrityThatWasNotOfferedIsNotTaken(Over over) {
        Phone phone = house.phone(over);

        assertThat(signedBy(phone, phone.digest().with("qop", "auth-int")).status())
                .isIn(400, 401);
    }

    @OverEach
    void section3_4WithoutAQualityNothingIsTaken(Over over) {
        Phone phone = house.phone(over);

        assertThat(signedBy(phone, phone.digest().without("qop").without("nc").without("cnonce"))
                        .status())
                .isIn(400, 401);
    }

    @OverEach
    void section3_4_1AnAlgorithmThatWasNotOfferedIsNotTaken(Over over) {
        Phone phone = house.phone(over);

        assertThat(signedBy(phone, phone.digest().with("algorithm", "SHA-256")).status())
                .isIn(400, 401);
        assertThat(signedBy(phone, phone.digest().with("algorithm", "MD5-sess").with("response", "0".repeat(32)))
                        .status())
                .isIn(400, 401);
    }

    @OverEach
    void section5_4ANonceOfAnotherAddressOrOfNobodyIsNone(Over over) {
        Phone phone = house.phone(over);
        String nonce = Heard.parameter(phone.digest().challenge(), "nonce");
        char last = nonce.charAt(nonce.length() - 1);
        String forged = nonce.substring(0, nonce.length() - 4) + (last == 'A' ? "BBBB" : "AAAA");

        assertThat(signedBy(phone, phone.digest().with("nonce", forged)).status())
                .isEqualTo(401);
    }
}
