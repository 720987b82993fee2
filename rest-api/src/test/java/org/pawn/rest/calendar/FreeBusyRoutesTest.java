package org.pawn.rest.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pawn.rest.RestFixture.ALICE;
import static org.pawn.rest.RestFixture.BOB;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pawn.rest.Answer;
import org.pawn.rest.RestClient;
import org.pawn.rest.RestFixture;

final class FreeBusyRoutesTest {
    private static final String DAY = "?from=2030-03-04T00:00:00Z&to=2030-03-05T00:00:00Z";

    private final RestFixture server = new RestFixture();
    private final RestClient alice = new RestClient(server, server.token(ALICE));
    private final RestClient bob = new RestClient(server, server.token(BOB));

    @BeforeEach
    void aliceIsBusyInTheMorning() {
        put("BUSY 2030-03-04T08:00:00Z 2030-03-04T09:00:00Z");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private void put(String... lines) {
        String text = "BEGIN:VCALENDAR\r\n" + String.join("\r\n", lines) + "\r\nEND:VCALENDAR\r\n";
        Answer answer = alice.call("PUT", "/v1/people/alice@example.com/calendars/work", text, "text/calendar");
        assertThat(answer.status()).as(answer.body()).isBetween(200, 201);
    }

    @Test
    void aCalendarReaderGetsAPublishedVfreebusy() {
        Answer answer = bob.get("/v1/people/alice@example.com/freebusy" + DAY, "Accept", "text/calendar");

        assertThat(answer.header("Content-Type")).startsWith("text/calendar");
        assertThat(answer.body())
                .contains("METHOD:PUBLISH\r\n", "FREEBUSY;FBTYPE=BUSY:20300304T080000Z/20300304T090000Z\r\n");
        assertThat(bob.get(
                                "/v1/people/alice@example.com/freebusy" + DAY,
                                "Accept",
                                "text/calendar",
                                "If-None-Match",
                                answer.header("ETag"))
                        .status())
                .isEqualTo(304);
    }

    @Test
    void spansThatNoCalendarSpeaksOfAreUnknownThoughTheRestIsKnown() {
        put("BUSY 2030-03-04T08:00:00Z 2030-03-04T09:00:00Z", "UNKNOWN 2030-03-04T12:00:00Z 2030-03-04T13:00:00Z");

        JsonNode day = bob.get("/v1/people/alice@example.com/freebusy" + DAY).json();

        assertThat(day.path("coverage").asText()).isEqualTo("known");
        assertThat(day.path("unknown").toString())
                .isEqualTo("[{\"start\":\"2030-03-04T12:00:00Z\",\"end\":\"2030-03-04T13:00:00Z\"}]");
    }

    @Test
    void manyAreAnsweredInTheOrderAskedWithWhoeverCannotBeToldApart() {
        String asked = "{\"addresses\":[\"sip:alice@Example.com\",\"alice@example.com\",\"nobody@example.com\",\"?\"],"
                + "\"from\":\"2030-03-04T00:00:00Z\",\"to\":\"2030-03-05T00:00:00Z\"}";

        JsonNode items = bob.post("/v1/freebusy:batch", asked).json().path("items");

        assertThat(items).hasSize(4);
        assertThat(items.get(1).path("freebusy"))
                .isEqualTo(
                        bob.get("/v1/people/alice@example.com/freebusy" + DAY).json());
        assertThat(items.get(2).path("problem").path("type").asText()).endsWith("not-found");
        assertThat(items.get(2).has("freebusy")).isFalse();
        assertThat(items.get(3).path("problem").path("type").asText()).endsWith("invalid-request");
    }

    @Test
    void aThousandTimesFourHundredDaysIsOneAnswer() {
        String busy = IntStream.range(0, 400)
                .mapToObj(day -> {
                    String date =
                            java.time.LocalDate.of(2030, 3, 4).plusDays(day).toString();
                    return "BUSY " + date + "T08:00:00Z " + date + "T09:00:00Z";
                })
                .collect(Collectors.joining("\r\n"));
        put(busy);
        String addresses =
                IntStream.range(0, 1_000).mapToObj(i -> "\"alice@example.com\"").collect(Collectors.joining(","));

        Answer answer = bob.post(
                "/v1/freebusy:batch",
                "{\"addresses\":[" + addresses
                        + "],\"from\":\"2030-03-04T00:00:00Z\",\"to\":\"2031-04-08T00:00:00Z\"}");

        assertThat(answer.status()).isEqualTo(200);
        JsonNode items = answer.json().path("items");
        assertThat(items).hasSize(1_000);
        assertThat(items.get(999).path("freebusy").path("busy")).hasSize(400);
    }

    @Test
    void aWindowThatIsTooLongOrTooManyPeopleAreRefusedAsAWhole() {
        String window = "\"from\":\"2030-03-04T00:00:00Z\",\"to\":\"%s\"}";

        assertThat(bob.post(
                                "/v1/freebusy:batch",
                                "{\"addresses\":[\"alice@example.com\"]," + window.formatted("2031-04-09T00:00:00Z"))
                        .problem())
                .isEqualTo("invalid-request");
        assertThat(bob.post("/v1/freebusy:batch", "{\"addresses\":[]," + window.formatted("2030-03-05T00:00:00Z"))
                        .problem())
                .isEqualTo("invalid-request");
    }
}
