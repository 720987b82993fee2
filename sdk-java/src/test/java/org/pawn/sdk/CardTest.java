package org.pawn.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class CardTest {
    private final ScriptedServer server = new ScriptedServer();
    private final PresenceClient client = server.client().build();

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    @Test
    void waysComeBestFirstEachWithItsReasonForPeopleAndForPrograms() {
        server.answers(
                "{\"person\":{\"address\":\"alice@example.com\",\"name\":\"Alice\"},\"ways\":["
                        + "{\"kind\":\"email\",\"uri\":\"mailto:alice@example.com\",\"label\":\"alice@example.com\","
                        + "\"works\":true,\"reason\":\"Read when they have time.\",\"code\":\"mail\"},"
                        + "{\"kind\":\"message\",\"uri\":\"sip:alice@example.com\",\"works\":false,\"reason\":\"Will wait.\"}]}");

        Card card = client.people().card("alice@example.com");

        assertThat(card.ways())
                .containsExactly(
                        new Card.Way(
                                "email",
                                "mailto:alice@example.com",
                                Optional.of("alice@example.com"),
                                true,
                                "Read when they have time.",
                                "mail"),
                        new Card.Way("message", "sip:alice@example.com", Optional.empty(), false, "Will wait.", ""));
    }
}
