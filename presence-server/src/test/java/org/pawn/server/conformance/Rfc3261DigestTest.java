package org.pawn.server.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** RFC 3261 section 22 and RFC 7616: who somebody is. */
@ExtendWith(InTheHouse.class)
@Timeout(60)
final class Rfc3261DigestTest {
    private final House house;

    Rfc3261DigestTest(House house) {
        this.house = house;
    }

    /** The answer to a request signed so. */
    private static Heard signedBy(Phone phone, Digest digest) {
        Request query = phone.query();
        return phone.ask(query.with("Authorization", digest.sign(query.method(), query.uri())));
    }

    private static void assertChallenged(Heard answer) {
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.headers("WWW-Authenticate")).isNotEmpty();
    }

    @OverEach
    void section22_1AChallengeHasARealmANonceAnAlgorithmAndAQuality(Over over) {
        Phone phone = house.stranger(over);

        String challenge = phone.ask(phone.query()).the("WWW-Authenticate");

        assertThat(challenge).startsWith("Digest ");
        assertThat(Heard.parameter(challenge, "realm")).isEqualTo("example.com");
        assertThat(Heard.parameter(challenge, "nonce")).hasSizeGreaterThan(15);
        assertThat(Heard.parameter(challenge, "algorithm")).isIn("MD5", "SHA-256");
        assertThat(challenge).contains("qop=\"auth\"");
    }

    @OverEach
    void section22_1EveryNonceIsFresh(Over over) {
        Phone phone = house.stranger(over);

        String one = Heard.parameter(phone.ask(phone.query()).the("WWW-Authenticate"), "nonce");
        String other = Heard.parameter(phone.ask(phone.query()).the("WWW-Authenticate"), "nonce");

        assertThat(other).isNotEqualTo(one);
    }

    @OverEach
    void section22_2WhatWeServeOurselvesIsChallengedWith401(Over over) {
        Phone phone = house.stranger(over);
        Phone other = house.another(over, house.person());

        for (Request request : List.of(phone.query(), phone.publish("open"), phone.subscribe(other, 300))) {
            Heard answer = phone.ask(request);
            assertThat(answer.status()).as(request.method()).isEqualTo(401);
            assertThat(answer.headers("WWW-Authenticate")).isNotEmpty();
        }
    }

    @OverEach
    void section22_3WhatGoesOnToSomebodyElseIsChallengedWith407(Over over) {
        Phone phone = house.stranger(over);
        Phone other = house.another(over, house.person());

        for (Request request : List.of(phone.message(other, "x"), phone.request("INVITE", other.address()))) {
            Heard answer = phone.ask(request);
            assertThat(answer.status()).as(request.method()).isEqualTo(407);
            assertThat(answer.headers("Proxy-Authenticate")).isNotEmpty();
        }
    }

    @OverEach
    void section22_3ProxyAuthorizationIsTaken(Over over) {
        Phone phone = house.phone(over);
        Phone other = house.another(over, house.person());
        Request message = phone.message(other, "x");
        String signed = phone.signed(message).the("Authorization");

        Heard answer = phone.ask(message.without("Authorization").with("Proxy-Authorization", signed));

        assertThat(answer.status()).isEqualTo(202);
    }

    @OverEach
    void section22_2ACancelIsNotChallenged(Over over) {
        Phone phone = house.stranger(over);

        assertThat(phone.ask(phone.request("CANCEL", "sip:person1@example.com")).status())
                .isEqualTo(481);
    }

    @OverEach
    void section22_4TheRightPasswordIsAcceptedOnce(Over over) {
        Phone phone = house.phone(over);

        assertThat(signedBy(phone, phone.digest()).status()).isEqualTo(200);
    }

    @OverEach
    void section22_4TheUserNameMayBeTheWholeAddress(Over over) {
        Phone phone = house.phone(over);

        assertThat(signedBy(phone, phone.digest().with("username", phone.name + "@example.com"))
                        .status())
                .isEqualTo(200);
    }

    @OverEach
    void section22_4AWrongPasswordIsChallengedAnewAndNotCalledStale(Over over) {
        Phone phone = house.phone(over);

        Heard answer = signedBy(phone, phone.digest().password("guess"));

        assertChallenged(answer);
        assertThat(answer.the("WWW-Authenticate")).doesNotContain("stale=true");
    }

    @OverEach
    void section22_4SomebodyWhoIsNotThereIsAnsweredLikeAWrongPassword(Over over) {
        Phone phone = house.phone(over);

        Heard wrong = signedBy(phone, phone.digest().password("guess"));
        Heard nobody = signedBy(phone, phone.digest().with("username", "nobody-of-that-name"));

        assertThat(nobody.status()).isEqualTo(wrong.status());
        assertThat(nobody.the("WWW-Authenticate").replaceAll("nonce=\"[^\"]*\"", ""))
                .isEqualTo(wrong.the("WWW-Authenticate").replaceAll("nonce=\"[^\"]*\"", ""));
    }

    @OverEach
    void section22_4AnotherRealmsCredentialsAreNone(Over over) {
        Phone phone = house.phone(over);

        assertChallenged(signedBy(phone, phone.digest().with("realm", "elsewhere.example")));
    }

    @OverEach
    void section22_4CredentialsForAnotherRealmDoNotHinderOurs(Over over) {
        Phone phone = house.phone(over);
        Request query = phone.signed(phone.query());
        String foreign = new Digest(phone.digest().challenge(), "somebody", "x")
                .with("realm", "elsewhere.example")
                .sign("REGISTER", query.uri());

        assertThat(phone.ask(query.first("Authorization", foreign)).status()).isEqualTo(200);
    }

    @OverEach
    void section22_4CredentialsThatLackSomethingAreNone(Over over) {
        Phone phone = house.phone(over);
        for (String missing : List.of("username", "realm", "nonce", "uri", "response", "nc", "cnonce")) {
            Request query = phone.query();
            Digest digest = phone.digest();
            digest.sign(query.method(), query.uri());

            Heard answer = phone.ask(
                    query.with("Authorization", digest.without(missing).header()));

            assertThat(answer.status()).as(missing).isIn(400, 401);
        }
    }

    @OverEach
    void section22_4AnotherSchemeIsChallenged(Over over) {
        Phone phone = house.phone(over);
        for (String other : List.of("Basic YWxpY2U6c2VjcmV0", "NoOneKnowsThisScheme opaque=\"data here\"", "Digest")) {
            assertChallenged(phone.ask(phone.query().with("Authorization", other)));
        }
    }

    @OverEach
    void section22_4AResponseForAnotherUriIsNone(Over over) {
        Phone phone = house.phone(over);

        assertThat(signedBy(phone, phone.digest().with("uri", "sip:elsewhere.example"))
                        .status())
                .isIn(400, 401);
    }

    @OverEach
    void section22_4AResponseForAnotherMethodIsNone(Over over) {
        Phone phone = house.phone(over);
        Request query = phone.query();

        assertChallenged(phone.ask(query.with("Authorization", phone.digest().sign("INVITE", query.uri()))));
    }

    @OverEach
    void section22_1NobodySpeaksInAnotherName(Over over) {
        Phone phone = house.phone(over);
        Phone other = house.phone(over);

        assertThat(phone.asked(phone.message(other, "x").with("From", "<" + other.address() + ">;tag=1"))
                        .status())
                .isEqualTo(403);
    }
}
