package org.pawn.rest.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.pawn.rest.RestFixture.BOB;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pawn.access.Caller;
import org.pawn.access.Level;
import org.pawn.address.AddressOfRecord;
import org.pawn.directory.Group;
import org.pawn.directory.Person;
import org.pawn.policy.Handling;
import org.pawn.policy.Matcher;
import org.pawn.policy.PresenceView;
import org.pawn.policy.PrivacyRule;
import org.pawn.policy.PrivacyRules;
import org.pawn.presence.Availability;
import org.pawn.query.Candidates;
import org.pawn.query.PresenceQuery;
import org.pawn.rest.RestFixture;

/**
 * Whatever happens to the people of a query, to the connection and to its being muted: the client ends with those who
 * meet it, in order, and hears on the way of nobody who does not.
 */
@Timeout(120)
final class QueryResumeTest {
    private static final List<AddressOfRecord> PEOPLE = IntStream.range(0, 8)
            .mapToObj(i -> new AddressOfRecord("person" + i, "example.com"))
            .toList();
    private static final List<Availability> STATES =
            List.of(Availability.AVAILABLE, Availability.AVAILABLE, Availability.BUSY, Availability.OFFLINE);
    private static final PresenceQuery QUERY = new PresenceQuery(
            Candidates.of("all"), Set.of(Availability.AVAILABLE), Set.of(), PresenceQuery.Order.LONGEST, 3);

    private final RestFixture server = new RestFixture();
    private final Map<String, String> known = new HashMap<>(); // version by person
    private final List<String> order = new ArrayList<>();
    private FeedClient client = FeedClient.open(server);
    private String cursor = "";
    private boolean muted;

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void theClientEndsWithThoseWhoMeetItAndHearsOfNobodyElse(long seed) {
        Random random = new Random(seed);
        PEOPLE.forEach(person -> server.directory.save(Person.of(person)).join());
        group(PEOPLE);
        client.say("{'type':'hello','token':'" + server.token(BOB) + "'}");
        cursor = client.next("welcome").path("cursor").asText();
        state();

        for (int round = 0; round < 80; round++) {
            for (int i = random.nextInt(4); i > 0; i--) {
                server.time.advance(Duration.ofMillis(1 + random.nextInt(400)));
                happens(random, PEOPLE.get(random.nextInt(PEOPLE.size())));
            }
            for (int i = random.nextInt(4); i > 0; i--) {
                client.poll().ifPresent(this::take);
            }
            if (random.nextInt(6) == 0) {
                muted = !muted;
                client.say("{'type':'watch','id':'q','mute':" + muted + "}");
            }
            if (random.nextInt(4) == 0) {
                cut(random.nextBoolean());
            }
        }
        client.say("{'type':'watch','id':'q','mute':false}");
        server.time.advance(Duration.ofSeconds(2)); // what pacing holds back

        await().untilAsserted(() -> {
            client.come().forEach(this::take);
            List<PresenceView> meeting = server.queries.find(Caller.of(BOB), QUERY);
            assertThat(order)
                    .isEqualTo(meeting.stream().map(QueryResumeTest::address).toList());
            assertThat(known).isEqualTo(versions(meeting));
        });
    }

    private void happens(Random random, AddressOfRecord person) {
        switch (random.nextInt(10)) {
            case 0 ->
                group(PEOPLE.stream().filter(each -> random.nextInt(4) > 0).toList());
            case 1 -> allows(person, Handling.BLOCK);
            case 2, 3 -> allows(person, Handling.ALLOW);
            default -> server.shows(person, STATES.get(random.nextInt(STATES.size())));
        }
    }

    private void group(List<AddressOfRecord> people) {
        server.directory.save(new Group("all", "All", false, people)).join();
    }

    private void allows(AddressOfRecord person, Handling handling) {
        Level level = handling == Handling.ALLOW ? Level.COMPANY : Level.BLOCKED;
        PrivacyRule rule =
                new PrivacyRule(new Matcher.One(BOB), handling, level, false, Optional.empty(), server.time.now());
        server.privacy
                .edit(person, Optional.empty(), before -> new PrivacyRules(person, before.version(), List.of(rule)))
                .join();
    }

    private void state() {
        client.say("{'type':'watch','id':'q','query':{'group':'all','availability':['Available'],"
                + "'order':'longestAvailable','limit':3},'mute':" + muted + "}");
    }

    /** What came after the last frame that was taken is lost, as in a break. */
    private void cut(boolean seenByTheServer) {
        client.close();
        if (seenByTheServer) {
            await().until(() -> server.api.feeds() == 0);
        }
        client = FeedClient.open(server);
        client.say("{'type':'hello','token':'" + server.token(BOB) + "','resume':'" + cursor + "'}");
        assertThat(client.next("welcome").path("resumed").asBoolean()).isTrue();
        state();
    }

    private void take(JsonNode frame) {
        switch (frame.path("type").asText()) {
            case "snapshot", "delta" -> {
                assertThat(frame.path("problems")).isEmpty();
                frame.path("removed").forEach(each -> known.remove(each.asText()));
                frame.path("presence").forEach(this::tell);
                if (frame.has("order")) {
                    order.clear();
                    frame.path("order").forEach(each -> order.add(each.asText()));
                }
                assertThat(known.keySet()).containsExactlyInAnyOrderElementsOf(order);
            }
            case "presence" -> {
                assertThat(order).contains(frame.at("/presence/address").asText());
                tell(frame.path("presence"));
            }
            default -> throw new AssertionError(frame);
        }
        cursor = frame.path("cursor").asText();
    }

    private void tell(JsonNode presence) {
        assertThat(presence.path("availability").asText()).isEqualTo("Available");
        known.put(presence.path("address").asText(), presence.path("version").asText());
    }

    private static String address(PresenceView view) {
        return view.document().presentity().toString();
    }

    private static Map<String, String> versions(List<PresenceView> views) {
        Map<String, String> versions = new HashMap<>();
        views.forEach(view -> versions.put(address(view), view.version()));
        return versions;
    }
}
