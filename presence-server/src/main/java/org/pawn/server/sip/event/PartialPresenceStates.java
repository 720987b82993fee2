package org.pawn.server.sip.event;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.pawn.pidf.PidfDiff;
import org.pawn.xml.XmlElement;

/** Presence in parts for those who ask for it (RFC 5263); for all others the states are as they are. */
public final class PartialPresenceStates implements EventStates {
    private final EventStates states;
    private final ParsedBodies bodies = new ParsedBodies();

    /** @param states whole presence documents */
    public PartialPresenceStates(EventStates states) {
        this.states = states;
    }

    @Override
    public CompletableFuture<? extends EventState> watch(Interest interest, Outlet outlet) {
        CompletableFuture<? extends EventState> state = states.watch(interest, outlet);
        return interest.contentType().equals(PidfDiff.CONTENT_TYPE)
                ? state.thenApply(whole -> new Parts(whole, bodies))
                : state;
    }

    private static final class Parts implements EventState {
        private final EventState state;
        private final ParsedBodies bodies;
        private @Nullable XmlElement told; // next() only
        private long version; // next() only
        private volatile boolean asked = true;

        Parts(EventState state, ParsedBodies bodies) {
            this.state = state;
            this.bodies = bodies;
        }

        @Override
        public Optional<EventBody> next() {
            return state.next().map(this::part);
        }

        /** The whole at first, when asked for, and where it is no longer than what changed. */
        private EventBody part(EventBody whole) {
            XmlElement before = told;
            XmlElement now = bodies.of(whole);
            boolean isAsked = asked;
            asked = false;
            told = now;
            version++;
            byte[] full = PidfDiff.full(now, version);
            byte[] bytes = isAsked || before == null
                    ? full
                    : PidfDiff.changes(before, now, version)
                            .filter(changes -> changes.length < full.length)
                            .orElse(full);
            return new EventBody(PidfDiff.CONTENT_TYPE, bytes);
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
