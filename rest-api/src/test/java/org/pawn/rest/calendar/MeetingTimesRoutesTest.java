package org.pawn.rest.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pawn.rest.RestFixture.ALICE;
import static org.pawn.rest.RestFixture.BOB;
import static org.pawn.rest.RestFixture.CAROL;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.pawn.access.Level;
import org.pawn.access.Scope;
import org.pawn.address.AddressOfRecord;
import org.pawn.rest.Answer;
import org.pawn.rest.RestClient;
import org.pawn.rest.RestFixture;

final class MeetingTimesRoutesTest {
    private final RestFixture server = new RestFixture();
    private final RestClient bob = new RestClient(server, server.token(BOB));

    @AfterEach
    void stop() {
        server.close();
    }

    private void calendar(AddressOfRecord person, String... lines) {
        String text = "BEGIN:VCALENDAR\r\n" + String.join("\r\n", lines) + "\r\nEND:VCALENDAR\r\n";
        RestClient owner = new RestClient(server, server.token(person));
        Answer answer = owner.call("PUT", "/v1/people/" + person + "/calendars/work", text, "text/calendar");
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    }

    private static String ask(List<AddressOfRecord> required, List<AddressOfRecord> optional, String more) {
        return "{\"required\":[" + texts(required) + "],\"optional\":[" + texts(optional)
                + "],\"duration\":\"PT1H\",\"windows\":[{\"start\":\"2030-03-06T08:00:00Z\",\"end\":\"2030-03-06T18:00:00Z\"}]"
                + more + "}";
    }

    private static String texts(List<AddressOfRecord> people) {
        return people.stream().map(person -> "\"" + person + "\"").collect(Collectors.joining(","));
    }

    private JsonNode find(RestClient caller, List<AddressOfRecord> required, String more) {
        Answer answer = caller.post("/v1/meeting-times", ask(required, List.of(), more));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    private static List<String> starts(JsonNode found) {
        List<String> starts = new ArrayList<>();
        found.path("items")
                .forEach(item -> starts.add(item.path("start").asText().substring(11, 16)));
        return starts;
    }

    @Test
    void workingHoursAreRespectedUnlessTheCallerSaysOtherwise() {
        calendar(
                ALICE,
                "HOURS 2030-03-06T12:00:00Z 2030-03-06T14:00:00Z",
                "BUSY 2030-03-06T12:00:00Z 2030-03-06T12:30:00Z");

        assertThat(starts(find(bob, List.of(ALICE), ""))).containsExactly("12:30", "12:45", "13:00");
        JsonNode any = find(bob, List.of(ALICE), ",\"ignoreWorkingHours\":true,\"granularity\":\"PT1H\"");
        assertThat(starts(any)).startsWith("13:00", "08:00").doesNotContain("12:00");
        assertThat(any.path("items").get(1).path("outsideWorkingHours").toString())
                .isEqualTo("[\"alice@example.com\"]");
        assertThat(any.path("items").get(1).path("reasons").toString()).contains("Outside the working hours of 1.");
    }

    @Test
    void whomTheCallerMayNotSeeIsToldApartWithoutTheirTime() {
        calendar(ALICE, "BUSY 2030-03-06T08:00:00Z 2030-03-06T12:00:00Z");
        calendar(BOB, "BUSY 2030-03-06T08:00:00Z 2030-03-06T09:00:00Z");
        RestClient guest = new RestClient(server, server.applicationToken(Level.EXTERNAL, Scope.FREEBUSY_READ));

        JsonNode found = find(guest, List.of(ALICE, BOB), "");

        assertThat(found.path("items")).isEmpty();
        assertThat(found.path("unknown")).hasSize(2);
        assertThat(found.path("unknown").get(0).path("coverage").asText()).isEqualTo("hidden");
    }

    @Test
    void aTentativeConflictIsSaidAndNamed() {
        calendar(ALICE, "BUSY_TENTATIVE 2030-03-06T08:00:00Z 2030-03-06T18:00:00Z");
        calendar(CAROL);

        JsonNode first = find(bob, List.of(ALICE, CAROL), "").path("items").get(0);

        assertThat(first.path("state").asText()).isEqualTo("tentative");
        assertThat(first.path("tentative").toString()).isEqualTo("[\"alice@example.com\"]");
        assertThat(first.path("reasons").get(0).asText())
                .isEqualTo("1 of 2 required people is free, of 1 the time is taken tentatively.");
    }

    @Test
    void localTimesAreOfTheZoneThatIsNamed() {
        calendar(ALICE);
        String asked = "{\"required\":[\"alice@example.com\"],\"duration\":\"PT1H\",\"timeZone\":\"America/New_York\","
                + "\"windows\":[{\"start\":\"2030-03-06T09:00\",\"end\":\"2030-03-06T10:00\"}]}";

        JsonNode found = bob.post("/v1/meeting-times", asked).json();

        assertThat(found.path("items").get(0).path("start").asText()).isEqualTo("2030-03-06T14:00:00Z");
        assertThat(found.path("timeZone").asText()).isEqualTo("America/New_York");
    }

    @Test
    void questionsThatCannotBeAreRefusedByName() {
        String thousandAndOne = IntStream.range(0, 1_001)
                .mapToObj(i -> "\"user" + i + "@example.com\"")
                .collect(Collectors.joining(","));
        String window = "\"windows\":[{\"start\":\"2030-03-06T08:00:00Z\",\"end\":\"2030-03-06T18:00:00Z\"}]";
        List<String> hostile = List.of(
                "{\"required\":[" + thousandAndOne + "],\"duration\":\"PT1H\"," + window + "}",
                "{\"duration\":\"PT1H\"," + window + "}",
                "{\"required\":[\"alice@example.com\"],\"duration\":\"PT0S\"," + window + "}",
                "{\"required\":[\"alice@example.com\"],\"duration\":\"PT1H\",\"granularity\":\"PT1S\"," + window + "}",
                "{\"required\":[\"alice@example.com\"],\"duration\":\"PT1H\",\"timeZone\":\"Nowhere/City\"," + window
                        + "}",
                "{\"required\":[\"alice@example.com\"],\"duration\":\"PT1H\",\"limit\":0," + window + "}",
                "{\"required\":[\"alice@example.com\"],\"duration\":\"PT1H\",\"windows\":[{\"start\":\"2030-01-01T00:00\",\"end\":\"2031-12-31T00:00\"}]}",
                "{\"required\":[\"alice@example.com\"],\"duration\":\"PT1H\",\"windows\":[{\"start\":\"+999999999-12-31T00:00\",\"end\":\"+999999999-12-31T23:00\"}]}",
                "{\"required\":[\"alice@example.com\"],\"duration\":\"PT1H\",\"windows\":[{\"start\":\"2030-01-02T00:00\",\"end\":\"2030-01-01T00:00\"}]}");

        for (String question : hostile) {
            Answer answer = bob.post("/v1/meeting-times", question);
            assertThat(answer.status())
                    .as(question.substring(0, Math.min(200, question.length())))
                    .isEqualTo(400);
        }
    }

    @Test
    void anAddressThatIsNoneSpoilsNothing() {
        calendar(ALICE);
        String asked = "{\"required\":[\"alice@example.com\",\"?\"],\"duration\":\"PT1H\","
                + "\"windows\":[{\"start\":\"2030-03-06T08:00:00Z\",\"end\":\"2030-03-06T18:00:00Z\"}]}";

        JsonNode found = bob.post("/v1/meeting-times", asked).json();

        assertThat(found.path("items").get(0).path("state").asText()).isEqualTo("unknown");
        assertThat(found.path("items").get(0).path("reasons").get(0).asText())
                .isEqualTo("1 of 2 required people is free, of 1 nothing is known.");
        assertThat(found.path("unknown").get(0).path("problem").path("status").asInt())
                .isEqualTo(400);
    }
}
