package org.pawn.rest.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pawn.rest.RestFixture.BOB;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.pawn.address.AddressOfRecord;
import org.pawn.directory.Person;
import org.pawn.presence.Availability;
import org.pawn.rest.RestFixture;

/** Queries that 10,000 people can meet, of whom 1,000 do: what is told and held goes by those, not by the 10,000. */
@Timeout(120)
final class QueryOfManyTest {
    private static final int FREE = 1_000;
    private static final String ASKED = "'query':{'availability':['Available'],'limit':1000}";

    private final RestFixture server = new RestFixture();
    private final List<AddressOfRecord> people = IntStream.range(0, 10_000)
            .mapToObj(i -> new AddressOfRecord("person%05d".formatted(i), "example.com"))
            .toList();

    QueryOfManyTest() {
        people.forEach(person -> server.directory.save(Person.of(person)).join());
        people.subList(0, FREE).forEach(person -> server.shows(person, Availability.AVAILABLE));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aThousandAreToldInBoundedFramesAndOneWhoLeavesCostsAnOrderAndNoPresence() {
        FeedClient bob = FeedClient.signedIn(server, server.token(BOB));
        bob.say("{'type':'watch','id':'q'," + ASKED + "}");

        List<String> told = new ArrayList<>();
        JsonNode frame;
        do {
            frame = bob.next("snapshot");
            assertThat(bytes(frame)).isLessThan(100_000);
            told.addAll(frame.path("presence").findValuesAsText("address"));
        } while (frame.path("more").asBoolean());

        assertThat(told).hasSize(FREE).doesNotHaveDuplicates();
        assertThat(frame.path("order")).hasSize(FREE);
        assertThat(server.watching.count()).isEqualTo(FREE);

        server.shows(people.get(7), Availability.BUSY);

        JsonNode delta = bob.next("delta");
        assertThat(delta.path("presence")).isEmpty();
        assertThat(delta.path("removed")).hasSize(1);
        assertThat(delta.path("order")).hasSize(FREE - 1);
        assertThat(bytes(delta)).isLessThan(40_000);
    }

    @Test
    void aReaderWhoStopsIsToldTheLastAnswerOnceItReadsOn() {
        RawFeed bob = new RawFeed(server, server.token(BOB));
        for (int i = 0; i < 10; i++) { // more than the sockets' buffers take
            bob.say("{'type':'watch','id':'q" + i + "'," + ASKED + "}");
        }
        bob.next("snapshot");
        server.time.advance(Duration.ofSeconds(2));

        for (int i = 0; i < 15; i++) {
            server.shows(people.get(i), Availability.BUSY);
            server.time.advance(Duration.ofSeconds(1));
        }

        Map<String, Integer> newest = new HashMap<>();
        int answers = 0;
        while (newest.size() < 10 || newest.values().stream().anyMatch(free -> free != FREE - 15)) {
            JsonNode frame = bob.read().orElseThrow();
            if (frame.has("order")) {
                newest.put(frame.path("id").asText(), frame.path("order").size());
                answers++;
            }
        }
        assertThat(answers).as("what was superseded was not sent").isLessThan(100);
        assertThat(server.api.feeds()).isEqualTo(1);
    }

    private static int bytes(JsonNode frame) {
        return frame.toString().getBytes(StandardCharsets.UTF_8).length;
    }
}
