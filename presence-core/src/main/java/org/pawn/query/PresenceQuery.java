package org.pawn.query;

import java.util.Optional;
import java.util.Set;
import org.pawn.access.Level;
import org.pawn.policy.PresenceView;
import org.pawn.presence.Availability;
import org.pawn.presence.PresenceDocument;
import org.pawn.presence.Schedule;

/**
 * Which people are asked for. All that is given must hold.
 *
 * @param who of whom at all
 * @param availability one of these; any where empty
 * @param schedule one of these; any where empty
 * @param limit how many at most, the first by {@code order}
 */
public record PresenceQuery(
        Candidates who, Set<Availability> availability, Set<Schedule.State> schedule, Order order, int limit) {
    public static final int MAX_LIMIT = 1_000;

    /** Who comes first; the address decides among equals. */
    public enum Order {
        ADDRESS("address"),
        /** Whose state has lasted longest. */
        LONGEST("longestAvailable"),
        /** Who is easiest to reach. */
        REACHABILITY("reachability");

        private final String label;

        Order(String label) {
            this.label = label;
        }

        public static Optional<Order> ofLabel(String label) {
            for (Order order : values()) {
                if (order.label.equals(label)) {
                    return Optional.of(order);
                }
            }
            return Optional.empty();
        }
    }

    public PresenceQuery {
        availability = Set.copyOf(availability);
        schedule = Set.copyOf(schedule);
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException("a query asks for 1 to " + MAX_LIMIT + " people");
        }
    }

    /** Whether a candidate who shows like that is meant. */
    public boolean meets(PresenceView view) {
        return meets(view.document(), view.level());
    }

    boolean meets(PresenceDocument seen, Level level) {
        return (level.atLeast(Level.COMPANY) || !who.areForColleagues())
                && (availability.isEmpty() || availability.contains(seen.availability()))
                && (schedule.isEmpty() || schedule.contains(seen.schedule().state()));
    }
}
