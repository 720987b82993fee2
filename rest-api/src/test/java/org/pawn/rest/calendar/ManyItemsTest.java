package org.pawn.rest.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pawn.address.AddressOfRecord;
import org.pawn.directory.Directory;
import org.pawn.directory.InMemoryPersonStore;
import org.pawn.time.SettableTime;

/** An answer about many people ends, whatever their calendars hold. */
final class ManyItemsTest {
    private final SettableTime time = new SettableTime(Instant.parse("2030-03-04T12:00:00Z"));
    private final ManyItems items = new ManyItems(new Directory(new InMemoryPersonStore()), time);

    private record Sized(int spans) implements ManyItems.Content {
        @Override
        public void writeTo(JsonGenerator json) throws IOException {
            json.writeNumberField("spans", spans);
        }
    }

    private JsonNode write(ManyItems.Item item, String... addresses) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        items.write(out, List.of(addresses), item);
        return new ObjectMapper().readTree(out.toByteArray()).path("items");
    }

    private static String problem(JsonNode item) {
        return item.path("problem").path("type").asText().replace("urn:pawn:problem:", "");
    }

    @Test
    void whatHasNoRoomIsRefusedByItselfAndWhatStillFitsIsAnswered() throws IOException {
        JsonNode answered = write(
                person -> new Sized(person.user().equals("bob") ? 1_500_000 : 1_000_000),
                "alice@example.com",
                "carol@example.com",
                "bob@example.com",
                "alice@example.com");

        assertThat(problem(answered.get(2))).isEqualTo("too-many-requests");
        assertThat(answered.get(3).path("spans").asInt()).isEqualTo(1_000_000);
    }

    @Test
    void whatIsNotReadWithinAMinuteIsLeftForAnotherRequest() throws IOException {
        JsonNode answered = write(
                person -> {
                    time.advance(Duration.ofSeconds(45));
                    return new Sized(1);
                },
                "alice@example.com",
                "bob@example.com",
                "carol@example.com");

        assertThat(answered.get(1).has("spans")).isTrue();
        assertThat(problem(answered.get(2))).isEqualTo("unavailable");
    }

    @Test
    void onePersonsFailureIsAnIncidentOfThatPersonAlone() throws IOException {
        JsonNode answered = write(
                person -> {
                    if (person.equals(new AddressOfRecord("alice", "example.com"))) {
                        throw new IllegalStateException("broken");
                    }
                    return new Sized(1);
                },
                "alice@example.com",
                "bob@example.com");

        assertThat(problem(answered.get(0))).isEqualTo("internal");
        assertThat(answered.get(0).toString()).doesNotContain("broken");
        assertThat(answered.get(1).path("spans").asInt()).isEqualTo(1);
    }
}
