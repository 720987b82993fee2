package org.pawn.registration;

import java.time.Instant;
import java.util.Locale;

/**
 * Where a binding stands (RFC 3680 section 4.7.1).
 *
 * @param event what brought it there
 * @param since when it was first registered; after a restart, when that was
 */
public record BindingInfo(Binding binding, Event event, Instant since) {
    /** What happens to bindings, in the words of the RFC. */
    public enum Event {
        REGISTERED,
        REFRESHED,
        /** It has less time left than before. */
        SHORTENED,
        EXPIRED,
        UNREGISTERED,
        /** The connection that it depends on is gone; the device may register anew. */
        DEACTIVATED,
        /** Its person was removed. */
        REJECTED;

        /** The wire name. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Whether there is no such binding from then on. */
        public boolean isEnd() {
            return switch (this) {
                case REGISTERED, REFRESHED, SHORTENED -> false;
                case EXPIRED, UNREGISTERED, DEACTIVATED, REJECTED -> true;
            };
        }
    }
}
