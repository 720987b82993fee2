package org.pawn.rest.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.pawn.rest.RestFixture.BOB;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pawn.access.Caller;
import org.pawn.address.AddressOfRecord;
import org.pawn.directory.Group;
import org.pawn.directory.Person;
import org.pawn.presence.Availability;
import org.pawn.rest.RestFixture;

/** A client that is cut anywhere, and goes on from the last frame that it took, misses nothing and is told nothing twice. */
@Timeout(120)
final class FeedResumeTest {
    private static final List<AddressOfRecord> PEOPLE = IntStream.range(0, 12)
            .mapToObj(i -> new AddressOfRecord("person" + i, "example.com"))
            .toList();
    private static final List<AddressOfRecord> FOLLOWED = PEOPLE.subList(0, 6);
    private static final List<AddressOfRecord> NAMED = PEOPLE.subList(6, 12);
    private static final List<Availability> STATES =
            List.of(Availability.AVAILABLE, Availability.BUSY, Availability.DO_NOT_DISTURB, Availability.AWAY);

    private final RestFixture server = new RestFixture();
    private final Map<String, String> known = new HashMap<>(); // version by person
    private final Set<String> left = new HashSet<>(); // the group: when they are back they are told as they are
    private FeedClient client = FeedClient.open(server);
    private String cursor = "";

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void nothingIsMissedAndNothingToldTwice(long seed) {
        Random random = new Random(seed);
        PEOPLE.forEach(person -> server.directory.save(Person.of(person)).join());
        group(FOLLOWED);
        client.say("{'type':'hello','token':'" + server.token(BOB) + "'}");
        cursor = client.next("welcome").path("cursor").asText();
        state();

        for (int round = 0; round < 60; round++) {
            for (int i = random.nextInt(4); i > 0; i--) {
                server.time.advance(Duration.ofMillis(1 + random.nextInt(300)));
                server.shows(PEOPLE.get(random.nextInt(PEOPLE.size())), STATES.get(random.nextInt(STATES.size())));
            }
            if (random.nextInt(5) == 0) {
                group(FOLLOWED.stream().filter(person -> random.nextInt(4) > 0).toList());
            }
            for (int i = random.nextInt(5); i > 0; i--) {
                client.poll().ifPresent(this::take);
            }
            if (random.nextInt(3) == 0) {
                cut(random.nextBoolean());
            }
        }
        server.time.advance(Duration.ofSeconds(2)); // what pacing holds back

        await().untilAsserted(() -> {
            client.come().forEach(this::take);
            assertThat(known).isEqualTo(shown());
        });
    }

    private void group(List<AddressOfRecord> people) {
        FOLLOWED.stream().filter(person -> !people.contains(person)).forEach(person -> left.add(person.toString()));
        server.directory.save(new Group("all", "All", false, people)).join();
    }

    /** Two watches, so that a break can come between their answers. */
    private void state() {
        client.say("{'type':'watch','id':'g','group':'all'}");
        String addresses = NAMED.stream().map(person -> "'" + person + "'").collect(Collectors.joining(","));
        client.say("{'type':'watch','id':'w','addresses':[" + addresses + "]}");
    }

    /** What came after the last frame that was taken is lost, as in a break. */
    private void cut(boolean seenByTheServer) {
        client.close();
        if (seenByTheServer) {
            await().until(() -> server.api.feeds() == 0);
        }
        client = FeedClient.open(server);
        client.say("{'type':'hello','token':'" + server.token(BOB) + "','resume':'" + cursor + "'}");
        JsonNode welcome = client.next("welcome");
        assertThat(welcome.path("resumed").asBoolean()).isTrue();
        state();
    }

    private void take(JsonNode frame) {
        switch (frame.path("type").asText()) {
            case "snapshot", "delta" -> {
                frame.path("removed").forEach(each -> known.remove(each.asText()));
                frame.path("presence").forEach(this::tell);
            }
            case "presence" -> tell(frame.path("presence"));
            default -> throw new AssertionError(frame);
        }
        cursor = frame.path("cursor").asText();
    }

    private void tell(JsonNode presence) {
        String person = presence.path("address").asText();
        String version = presence.path("version").asText();
        boolean again = version.equals(known.put(person, version));
        assertThat(again && !left.remove(person))
                .as("%s was told before", presence)
                .isFalse();
    }

    private Map<String, String> shown() {
        return Stream.concat(server.directory.group("all").orElseThrow().members().stream(), NAMED.stream())
                .collect(Collectors.toMap(
                        AddressOfRecord::toString,
                        person -> server.policy
                                .view(Caller.of(BOB), server.presence.current(person))
                                .version()));
    }
}
