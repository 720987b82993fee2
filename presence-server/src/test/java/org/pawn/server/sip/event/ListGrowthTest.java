package org.pawn.server.sip.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.pawn.access.Caller;
import org.pawn.address.AddressOfRecord;
import org.pawn.contacts.ResourceList;
import org.pawn.contacts.ResourceLists;

/** What one subscriber can make us watch by lists. */
final class ListGrowthTest {
    private static final AddressOfRecord ALICE = AddressOfRecord.parse("alice@example.com");
    private static final int MOST = 10_000;

    /** Every list of Alice is the same one, which the test makes longer. */
    private static final class GrowingList implements ResourceLists {
        private final Set<Consumer<AddressOfRecord>> listeners = new HashSet<>();
        private int size;

        void grow(int to) {
            size = to;
            listeners.forEach(listener -> listener.accept(ALICE));
        }

        @Override
        public boolean isList(AddressOfRecord address) {
            return true;
        }

        @Override
        public CompletableFuture<ResourceList> list(Caller caller, AddressOfRecord address, String event) {
            List<ResourceList.Entry> entries = IntStream.range(0, size)
                    .mapToObj(i -> new ResourceList.Entry(
                            AddressOfRecord.parse("person" + i + "@example.com"), Optional.empty()))
                    .toList();
            return CompletableFuture.completedFuture(new ResourceList(address.sipUri(), Optional.empty(), entries));
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

    /** A member of whom there is nothing to tell. */
    private static final class Quiet implements EventState {
        private final Set<EventState> open;

        Quiet(Set<EventState> open) {
            this.open = open;
            open.add(this);
        }

        @Override
        public Optional<EventBody> next() {
            return Optional.empty();
        }

        @Override
        public void refresh() {}

        @Override
        public void close() {
            open.remove(this);
        }
    }

    /** Nobody hears what there is to tell. */
    private record Deaf() implements Outlet {
        @Override
        public void changed() {}

        @Override
        public void pending() {}

        @Override
        public void ended(Reason reason) {}
    }

    private final GrowingList list = new GrowingList();
    private final Set<EventState> watched = new HashSet<>();
    private final EventStates presence = new ListStates(list, "example.com", new SecureRandom())
            .named((interest, outlet) -> CompletableFuture.completedFuture(new Quiet(watched)), "presence");

    private EventState subscribe() {
        AddressOfRecord friends = AddressOfRecord.parse("alice+contacts@example.com");
        Interest interest = new Interest(Caller.of(ALICE), friends, "application/pidf+xml", false, 100_000, "presence");
        return presence.watch(interest, new Deaf()).join();
    }

    @Test
    void listsThatGrowAfterTheyWereSubscribedToCountAsMuchAsOthers() {
        List<EventState> lists =
                IntStream.range(0, 20).mapToObj(i -> subscribe()).toList();

        list.grow(ResourceList.MAX_ENTRIES);

        assertThat(watched).hasSizeGreaterThan(MOST / 2).hasSizeLessThanOrEqualTo(MOST);
        lists.forEach(EventState::close);
        assertThat(watched).isEmpty();
    }

    @Test
    void aListThatGrewGivesBackAllThatItTook() {
        for (int round = 0; round < 12; round++) {
            EventState one = subscribe();
            list.grow(ResourceList.MAX_ENTRIES);
            assertThat(watched).hasSize(ResourceList.MAX_ENTRIES);
            one.close();
            list.grow(0);
        }
    }
}
