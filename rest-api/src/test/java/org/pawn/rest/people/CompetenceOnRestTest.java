package org.pawn.rest.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pawn.rest.RestFixture.ALICE;
import static org.pawn.rest.RestFixture.BOB;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.pawn.access.Level;
import org.pawn.access.Scope;
import org.pawn.rest.Answer;
import org.pawn.rest.RestClient;
import org.pawn.rest.RestFixture;

/** Roles and skills: an administrator writes them, colleagues see and find them, others do not. */
final class CompetenceOnRestTest {
    private static final String ALICE_CARD = "/v1/people/alice@example.com";

    private final RestFixture server = new RestFixture();
    private final RestClient admin = new RestClient(server, server.adminToken());
    private final RestClient bob = new RestClient(server, server.token(BOB));

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void anAdministratorsPatchReplacesWhatItNamesAndLeavesTheRest() {
        Answer changed = admin.patch(ALICE_CARD, "{\"roles\":[\"Duty manager\"]}");

        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.json().path("roles").toString()).isEqualTo("[\"Duty manager\"]");
        assertThat(changed.json().path("skills").toString()).isEqualTo("[\"Bridges\",\"French\"]");
        assertThat(admin.patch(ALICE_CARD, "{\"roles\":null,\"skills\":[]}")
                        .json()
                        .path("roles"))
                .isEmpty();
    }

    @Test
    void nobodyGivesThemselfASkill() {
        RestClient alice = new RestClient(server, server.token(ALICE));

        assertThat(alice.patch(ALICE_CARD, "{\"skills\":[\"Everything\"]}").problem())
                .isEqualTo("forbidden");
        assertThat(alice.patch(ALICE_CARD, "{\"roles\":[\"Boss\"]}").problem()).isEqualTo("forbidden");
    }

    @Test
    void whatIsTooLongOrTooManyIsRefusedByName() {
        assertThat(admin.patch(ALICE_CARD, "{\"skills\":[\"" + "x".repeat(65) + "\"]}")
                        .json()
                        .path("field")
                        .asText())
                .isEqualTo("skills");
        assertThat(admin.patch(ALICE_CARD, "{\"roles\":[" + "\"a\",".repeat(50) + "\"b\"]}")
                        .json()
                        .path("field")
                        .asText())
                .isEqualTo("roles");
    }

    @Test
    void colleaguesSeeAndFindThemAndAnExternalGuestDoesNot() {
        admin.patch(ALICE_CARD, "{\"skills\":[\"Viaducts\"]}");
        RestClient guest =
                new RestClient(server, server.applicationToken(Level.EXTERNAL, Scope.PEOPLE_READ, Scope.PRESENCE_READ));

        assertThat(bob.get(ALICE_CARD).json().at("/person/skills/0").asText()).isEqualTo("Viaducts");
        assertThat(bob.get("/v1/people?q=viaducts").json().path("items")).hasSize(1);
        assertThat(guest.get(ALICE_CARD).json().at("/person/skills").isMissingNode())
                .isTrue();
        assertThat(guest.get("/v1/people?q=viaducts").json().path("items")).isEmpty();
    }
}
