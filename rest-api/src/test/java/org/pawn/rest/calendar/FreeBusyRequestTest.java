package org.pawn.rest.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pawn.rest.RestFixture.ALICE;
import static org.pawn.rest.RestFixture.BOB;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.pawn.access.Level;
import org.pawn.access.Scope;
import org.pawn.rest.Answer;
import org.pawn.rest.RestClient;
import org.pawn.rest.RestFixture;

/** Replies to questions after busy time (RFC 5546 section 3.3.3); how a question is read is another module's. */
final class FreeBusyRequestTest {
    private static final String DAY = " 2030-03-04T00:00:00Z 2030-03-05T00:00:00Z ";

    private final RestFixture server = new RestFixture();
    private final RestClient alice = new RestClient(server, server.token(ALICE));
    private final RestClient bob = new RestClient(server, server.token(BOB));

    @AfterEach
    void stop() {
        server.close();
    }

    private void aliceIsBusy() {
        String text = "BEGIN:VCALENDAR\r\nBUSY 2030-03-04T08:00:00Z 2030-03-04T09:00:00Z\r\nEND:VCALENDAR\r\n";
        alice.call("PUT", "/v1/people/alice@example.com/calendars/work", text, "text/calendar");
    }

    private static Answer ask(RestClient who, String question) {
        return who.call("POST", "/v1/freebusy-requests", question, "text/calendar");
    }

    @Test
    void eachAttendeeHasAReplyOfTheirOwn() {
        aliceIsBusy();

        Answer answer = ask(
                bob,
                "REQUEST question-1 mailto:bob@example.com" + DAY
                        + "mailto:alice@example.com mailto:nobody@example.com mailto:someone@example.net");

        assertThat(answer.header("Content-Type")).contains("method=REPLY");
        Golden.assertIs("replies.ics", answer.body().getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void whoMayNotSeeIsToldThatItIsHiddenWhateverTheOrganizerSays() {
        aliceIsBusy();
        RestClient guest = new RestClient(server, server.applicationToken(Level.EXTERNAL, Scope.FREEBUSY_READ));

        String body = ask(guest, "REQUEST q mailto:bob@example.com" + DAY + "mailto:alice@example.com")
                .body();

        assertThat(body)
                .contains("X-PAWN-COVERAGE:hidden", "FBTYPE=X-UNKNOWN:20300304T000000Z/20300305T000000Z")
                .doesNotContain("20300304T080000Z");
    }

    @Test
    void hostileQuestionsAreRefused() {
        assertThat(bob.post("/v1/freebusy-requests", "{}").problem()).isEqualTo("unsupported-media-type");
        assertThat(ask(bob, "x".repeat(200_000)).problem()).isEqualTo("too-large");
        assertThat(ask(bob, "REQUEST q o 2030-01-01T00:00:00Z 2039-01-01T00:00:00Z mailto:alice@example.com")
                        .problem())
                .isEqualTo("invalid-request");
    }
}
