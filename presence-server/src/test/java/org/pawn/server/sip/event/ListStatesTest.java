package org.pawn.server.sip.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.pawn.access.Caller;
import org.pawn.address.AddressOfRecord;
import org.pawn.contacts.ResourceList;
import org.pawn.contacts.ResourceLists;
import org.pawn.refusal.Refusal;

/** A list that changes while it is read for the first time. */
final class ListStatesTest {
    private static final AddressOfRecord ALICE = AddressOfRecord.parse("sip:alice@example.com");
    private static final AddressOfRecord FRIENDS = AddressOfRecord.parse("sip:friends@example.com");

    /** Lists whose readings the test answers, each in its turn. */
    private static final class AnsweredLists implements ResourceLists {
        final Deque<CompletableFuture<ResourceList>> readings = new ArrayDeque<>();
        final List<Consumer<AddressOfRecord>> listeners = new ArrayList<>();

        @Override
        public boolean isList(AddressOfRecord address) {
            return address.equals(FRIENDS);
        }

        @Override
        public CompletableFuture<ResourceList> list(Caller caller, AddressOfRecord address, String event) {
            readings.add(new CompletableFuture<>());
            return readings.getLast();
        }

        @Override
        public void onChange(Consumer<AddressOfRecord> listener) {
            listeners.add(listener);
        }

        @Override
        public AddressOfRecord owner(AddressOfRecord address) {
            return ALICE;
        }
    }

    /** Remembers why it was ended. */
    private static final class RecordingOutlet implements Outlet {
        final List<Reason> ends = new ArrayList<>();

        @Override
        public void changed() {}

        @Override
        public void pending() {}

        @Override
        public void ended(Reason reason) {
            ends.add(reason);
        }
    }

    private final AnsweredLists lists = new AnsweredLists();
    private final RecordingOutlet outlet = new RecordingOutlet();
    private final CompletableFuture<? extends EventState> watched = new ListStates(
                    lists, "example.com", new SecureRandom())
            .named((interest, member) -> new CompletableFuture<>(), "presence")
            .watch(new Interest(Caller.of(ALICE), FRIENDS, "application/pidf+xml", false, 40_000, "presence"), outlet);

    private static ResourceList of(String name) {
        AddressOfRecord member = AddressOfRecord.parse("sip:" + name + "@elsewhere.example");
        return new ResourceList(
                FRIENDS.sipUri(), Optional.empty(), List.of(new ResourceList.Entry(member, Optional.empty())));
    }

    private String told() {
        return new String(watched.join().next().orElseThrow().bytes(), StandardCharsets.UTF_8);
    }

    @Test
    void aChangeThatComesBeforeTheFirstReadingEndsIsNotLost() {
        lists.listeners.get(0).accept(ALICE);
        lists.readings.remove().complete(of("bob"));
        lists.readings.remove().complete(of("carol"));

        assertThat(told()).contains("carol").doesNotContain("bob");
    }

    @Test
    void aListThatDoesNotChangeIsReadOnce() {
        lists.readings.remove().complete(of("bob"));

        assertThat(told()).contains("bob");
        assertThat(lists.readings).isEmpty();
    }

    @Test
    void aListThatIsRefusedIsFollowedNoMore() {
        lists.readings.remove().completeExceptionally(new Refusal.NotFound("gone"));

        lists.listeners.get(0).accept(ALICE);

        assertThat(watched).isCompletedExceptionally();
        assertThat(lists.readings).isEmpty();
    }

    @Test
    void aListThatIsNoMoreEndsWhoeverWatchesIt() {
        lists.readings.remove().complete(of("bob"));
        lists.listeners.get(0).accept(ALICE);

        lists.readings.remove().completeExceptionally(new Refusal.NotFound("gone"));

        assertThat(outlet.ends).containsExactly(Outlet.Reason.NORESOURCE);
    }
}
