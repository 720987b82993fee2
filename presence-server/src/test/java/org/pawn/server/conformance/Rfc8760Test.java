package org.pawn.server.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** RFC 8760: several algorithms, the strongest first. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(60)
final class Rfc8760Test {
    private House house;

    @BeforeAll
    void start() {
        house = new House(Map.of("sip.digest.algorithms", "SHA-256, MD5"));
    }

    @AfterEach
    void hangUp() {
        house.closePhones();
    }

    @AfterAll
    void stop() throws IOException {
        house.close();
    }

    private static Heard signedFor(Phone phone, String challenge) {
        Request query = phone.query();
        String signed = new Digest(challenge, phone.name, House.PASSWORD).sign(query.method(), query.uri());
        return phone.ask(query.with("Authorization", signed));
    }

    @OverEach
    void section2_3EachAlgorithmHasAChallengeOfItsOwnInTheOrderOfPreference(Over over) {
        Phone phone = house.stranger(over);

        List<String> challenges = phone.ask(phone.query()).headers("WWW-Authenticate");

        assertThat(challenges)
                .extracting(challenge -> Heard.parameter(challenge, "algorithm"))
                .containsExactly("SHA-256", "MD5");
    }

    @OverEach
    void section2_4AnyOfThemMayBeAnswered(Over over) {
        Phone phone = house.another(over, house.person());
        for (String challenge : phone.ask(phone.query()).headers("WWW-Authenticate")) {
            assertThat(signedFor(phone, challenge).status()).isEqualTo(200);
        }
    }

    @OverEach
    void section2_2AResponseHasTheLengthOfItsAlgorithm(Over over) {
        Phone phone = house.another(over, house.person());
        String strong = phone.ask(phone.query()).headers("WWW-Authenticate").get(0);
        Request query = phone.query();
        String weak = new Digest(strong, phone.name, House.PASSWORD)
                .with("response", "0".repeat(32))
                .sign(query.method(), query.uri());

        assertThat(phone.ask(query.with("Authorization", weak)).status()).isEqualTo(401);
    }
}
