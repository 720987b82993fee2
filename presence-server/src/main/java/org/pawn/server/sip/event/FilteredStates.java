package org.pawn.server.sip.event;

import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.pawn.address.AddressOfRecord;
import org.pawn.filter.FilterSet;
import org.pawn.xml.XmlElement;

/**
 * The states of another package as a subscriber's filters leave them (RFC 4660 section 5): taken from what the subscriber
 * may see, so that a filter can never show more. Only for packages whose bodies are whole states in XML.
 */
public final class FilteredStates implements EventStates {
    private final EventStates states;
    private final FilterSet filters;
    private final ParsedBodies bodies;

    /** @param bodies shared by all who filter */
    public FilteredStates(EventStates states, FilterSet filters, ParsedBodies bodies) {
        this.states = states;
        this.filters = filters;
        this.bodies = bodies;
    }

    @Override
    public CompletableFuture<EventState> watch(Interest interest, Outlet outlet) {
        return states.watch(interest, outlet)
                .thenApply(state -> new Filtered(state, interest.resource(), filters, bodies));
    }

    /** One subscription's; other filters can take the place of those that it began with. */
    public static final class Filtered implements EventState {
        private final EventState state;
        private final AddressOfRecord about;
        private final ParsedBodies bodies;
        private @Nullable XmlElement before; // next() only: the whole state that was seen last
        private byte[] told = new byte[0]; // next() only
        private volatile boolean asked = true;
        private volatile FilterSet filters;

        private Filtered(EventState state, AddressOfRecord about, FilterSet filters, ParsedBodies bodies) {
            this.bodies = bodies;
            this.state = state;
            this.about = about;
            this.filters = filters;
        }

        /** Counts from the next state on. */
        public void filter(FilterSet others) {
            filters = others;
        }

        @Override
        public Optional<EventBody> next() {
            return state.next().flatMap(this::filtered);
        }

        private Optional<EventBody> filtered(EventBody whole) {
            XmlElement last = before;
            XmlElement now = bodies.of(whole);
            before = now;
            byte[] left = filters.told(about, now).bytes();
            boolean isNews = last == null || !Arrays.equals(left, told) && filters.fires(about, last, now);
            if (!isNews && !asked) {
                return Optional.empty();
            }
            asked = false;
            told = left;
            return Optional.of(new EventBody(whole.contentType(), left));
        }

        @Override
        public void refresh() {
            asked = true;
            state.refresh();
        }

        @Override
        public void close() {
            state.close();
        }
    }
}
