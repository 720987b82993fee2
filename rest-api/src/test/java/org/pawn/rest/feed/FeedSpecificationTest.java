package org.pawn.rest.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.pawn.rest.RestFixture.ALICE;
import static org.pawn.rest.RestFixture.BOB;
import static org.pawn.rest.RestFixture.CAROL;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.pawn.directory.Group;
import org.pawn.presence.Availability;
import org.pawn.rest.RestFixture;

/** {@code feed.yaml} and the feed agree, in both directions. */
final class FeedSpecificationTest {
    private final FeedSpecification file = FeedSpecification.file();

    @Test
    void everyMessageIsSentByOneSideAndHasAnExample() {
        List<String> sent = new java.util.ArrayList<>(file.messages("fromClient"));
        sent.addAll(file.messages("fromServer"));

        assertThat(sent).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(file.described());
        assertThat(file.described())
                .allSatisfy(message -> assertThat(file.examples(message)).isNotEmpty());
    }

    @Test
    void everyExampleIsWhatItsSchemaAllows() {
        for (String message : file.described()) {
            file.examples(message).forEach(example -> file.judge(message, example));
        }
    }

    @Test
    void aFrameThatTheFileDoesNotAllowIsFound() throws Exception {
        JsonNode frame = new ObjectMapper()
                .readTree(
                        "{\"type\":\"presence\",\"cursor\":\"c.1\",\"presence\":{\"address\":\"alice@example.com\"}}");

        assertThatThrownBy(() -> file.judge(frame)).isInstanceOf(AssertionError.class);
    }

    @Test
    void theServerUnderstandsEveryExampleOfAClient() {
        try (RestFixture server = new RestFixture()) {
            server.directory
                    .save(new Group("supervisors", "Supervisors", false, List.of(ALICE)))
                    .join();
            for (String message : file.messages("fromClient")) {
                for (JsonNode example : file.examples(message)) {
                    understands(server, message, example);
                }
            }
        }
    }

    private static void understands(RestFixture server, String message, JsonNode example) {
        FeedClient client = FeedClient.open(server);
        ObjectNode frame = example.deepCopy();
        if (frame.has("token")) {
            frame.put("token", server.token(CAROL));
        }
        if (!message.equals("hello")) {
            client.say("{'type':'hello','token':'" + server.token(CAROL) + "'}");
            client.next("welcome");
        }
        if (Set.of("active", "idle").contains(message)) {
            client.say("{'type':'publish','availability':'Available','ref':'first'}");
            client.next("ok");
        }
        if (message.equals("watch") && frame.size() == 3 && frame.has("mute")) {
            client.say("{'type':'watch','id':'" + frame.path("id").asText() + "','addresses':[]}");
        }
        client.say(frame.put("ref", "asked").toString());
        assertThat(client.nextOf("ok", "error").path("type").asText())
                .as("%s", frame)
                .isEqualTo("ok");
        client.close();
    }

    /** {@link FeedClient} judges each frame; here all kinds come. */
    @Test
    void theServerSendsEveryKindOfFrameThatTheFileNames() {
        Set<String> seen = new TreeSet<>();
        try (RestFixture server = new RestFixture()) {
            FeedClient bob = FeedClient.open(server);
            bob.say("{'type':'hello','token':'" + server.token(BOB) + "'}");
            seen.add(bob.next("welcome").path("type").asText());
            bob.say("{'type':'watch','id':'w','addresses':['alice@example.com','nobody@example.com'],'ref':'1'}");
            seen.add(bob.next("snapshot").path("type").asText());
            seen.add(bob.next("ok").path("type").asText());
            server.time.advance(Duration.ofSeconds(2));
            server.shows(ALICE, Availability.BUSY);
            seen.add(bob.next("presence").path("type").asText());
            bob.say("{'type':'watch','id':'w','add':['carol@example.com']}");
            seen.add(bob.next("delta").path("type").asText());
            bob.say("{'type':'watch','id':'q','query':{'order':'beauty'},'ref':'2'}");
            seen.add(bob.next("error").path("type").asText());
            bob.say("{'type':'publish','availability':'Available','ref':'3'}");
            bob.next("ok");
            FeedClient carol = FeedClient.signedIn(server, server.token(CAROL));
            carol.say("{'type':'message','to':'bob@example.com','text':'Coffee?'}");
            seen.add(bob.next("message").path("type").asText());
            carol.say("{'type':'typing','to':'bob@example.com','state':'composing'}");
            seen.add(bob.next("typing").path("type").asText());
            server.directory.remove(ALICE).join();
            seen.add(bob.next("withdrawn").path("type").asText());
            bob.say("not a frame");
            seen.add(bob.next("closing").path("type").asText());
        }

        assertThat(seen).containsExactlyInAnyOrderElementsOf(file.messages("fromServer"));
    }
}
