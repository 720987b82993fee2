package org.pawn.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.pawn.sdk.ScriptedFeed.change;
import static org.pawn.sdk.ScriptedFeed.presence;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A muted watch gets no event, and what it holds is right. */
@Timeout(60)
final class MutedWatchTest {
    private static final String ALICE_BUSY = presence("alice", "Busy", "1");
    private static final String BOB_AWAY = presence("bob", "Away", "1");

    private final ScriptedFeed server = new ScriptedFeed();
    private final PresenceClient client =
            PresenceClient.at(server.address()).token("t-1").build();
    private final PresenceFeed feed = client.openFeed();
    private final RecordingListener told = new RecordingListener();
    private final RecordingListener others = new RecordingListener();
    private final Watch watch = feed.watchGroup("desk", told);
    private final ScriptedFeed.Connection connection = server.accepted().welcomes("c.0", false);
    private final String id =
            connection.answersWatch("snapshot", ALICE_BUSY, BOB_AWAY).path("id").asText();

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    private void muted() {
        told.assertTold("alice@example.com Busy", "bob@example.com Away", "fresh");
        watch.mute();
        JsonNode frame = connection.next("watch");
        assertThat(frame.path("mute").asBoolean()).isTrue();
        assertThat(frame.path("id").asText()).isEqualTo(id);
        assertThat(frame.has("group")).isFalse();
    }

    private void unmuted(ScriptedFeed.Connection over) {
        watch.unmute();
        assertThat(over.next("watch").path("mute").asBoolean(true)).isFalse();
    }

    @Test
    void itHearsNothingUntilItIsUnmutedAndThenOfEachOnce() {
        muted();
        feed.watch(List.of("alice@example.com"), others);
        connection.answersWatch("snapshot", ALICE_BUSY);
        connection.says(change(presence("alice", "Away", "2"), "c.2"));
        connection.says(change(presence("alice", "Available", "3"), "c.3"));
        others.assertTold("alice@example.com Busy", "fresh");
        await().until(() -> watch.presence("alice@example.com").orElseThrow().availability() == Availability.AVAILABLE);
        assertThat(others.next()).startsWith("alice@example.com");
        told.assertNothingMore();

        unmuted(connection);

        told.assertTold("alice@example.com Available");
        connection.says("{'type':'delta','id':'" + id + "','presence':[" + presence("bob", "Busy", "2")
                + "],'problems':[],'cursor':'c.4'}");
        told.assertTold("bob@example.com Busy");
        told.assertNothingMore();
    }

    @Test
    void whoCameBackToWhatTheyWereIsNoNews() {
        muted();
        feed.watch(List.of("alice@example.com"), others);
        connection.answersWatch("snapshot", presence("alice", "Away", "2"));
        others.assertTold("alice@example.com Away", "fresh");
        connection.says(change(ALICE_BUSY, "c.3"));
        others.assertTold("alice@example.com Busy");

        unmuted(connection);
        connection.says(change(presence("bob", "Busy", "2"), "c.4"));

        told.assertTold("bob@example.com Busy");
    }

    @Test
    void whoIsGoneMeanwhileIsToldWhenItIsUnmuted() {
        muted();
        connection.says("{'type':'withdrawn','address':'bob@example.com','problem':"
                + "{'type':'urn:pawn:problem:not-visible','title':'No','status':403},'cursor':'c.2'}");
        await().until(() -> watch.presences().size() == 1);
        told.assertNothingMore();

        unmuted(connection);

        told.assertTold("bob@example.com problem not-visible");
    }

    @Test
    void aCutIsNotHeardEitherAndAfterItTheWatchIsStatedMuted() throws Exception {
        muted();
        connection.closes(1012);
        ScriptedFeed.Connection again = server.accepted().welcomes("c.1", true);
        JsonNode stated = again.answersWatch("delta", presence("bob", "Busy", "2"));
        assertThat(stated.path("mute").asBoolean()).isTrue();
        assertThat(stated.path("group").asText()).isEqualTo("desk");
        await().until(() -> watch.presences().stream().noneMatch(Presence::stale));
        told.assertNothingMore();
        assertThat(watch.presence("bob@example.com").orElseThrow().availability())
                .isEqualTo(Availability.BUSY);

        unmuted(again);

        told.assertTold("bob@example.com Busy");
        told.assertNothingMore();
        watch.ready().get(5, TimeUnit.SECONDS);
    }

    @Test
    void itsEndIsHeard() {
        muted();

        connection.closes(4400);

        told.assertTold("ended invalid-request");
    }

    @Test
    void aQueryCatchesUpWithWhoEnteredAndLeft() {
        RecordingListener query = new RecordingListener();
        Watch free = feed.watch(PresenceQuery.everybody(), query.ofQuery());
        String of = connection.next("watch").path("id").asText();
        connection.says("{'type':'snapshot','id':'" + of + "','presence':[" + BOB_AWAY
                + "],'problems':[],'order':['bob@example.com'],'cursor':'c.2'}");
        query.assertTold("entered bob@example.com", "bob@example.com Away", "order bob", "fresh");
        free.mute();
        connection.next("watch");

        free.unmute();
        connection.next("watch");
        connection.says("{'type':'delta','id':'" + of + "','presence':[" + ALICE_BUSY
                + "],'problems':[],'removed':['bob@example.com'],'order':['alice@example.com'],'cursor':'c.3'}");

        query.assertTold("left bob@example.com", "entered alice@example.com", "alice@example.com Busy", "order alice");
    }

    @Test
    void oneThatIsMutedFromTheStartIsReadyAndSilent() throws Exception {
        RecordingListener quiet = new RecordingListener();
        Watch silent = feed.watch(List.of("alice@example.com"), quiet);
        silent.mute();
        connection.answersWatch("snapshot", ALICE_BUSY);

        silent.ready().get(5, TimeUnit.SECONDS);

        assertThat(silent.presences()).hasSize(1);
        quiet.assertNothingMore();
    }
}
