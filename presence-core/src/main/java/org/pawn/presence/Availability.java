package org.pawn.presence;

import java.util.Optional;

/** How far a person can be reached right now. The label is the wire name on every JSON surface. */
public enum Availability {
    AVAILABLE("Available", 3),
    BUSY("Busy", 4),
    DO_NOT_DISTURB("DoNotDisturb", 5),
    BE_RIGHT_BACK("BeRightBack", 2),
    AWAY("Away", 1),
    OFFLINE("Offline", 0),
    UNKNOWN("Unknown", 0);

    private final String label;
    private final int rank;

    Availability(String label, int rank) {
        this.label = label;
        this.rank = rank;
    }

    public String label() {
        return label;
    }

    /** Whether a device that says so makes its person reachable. */
    boolean reaches() {
        return rank > 0;
    }

    /** Whether "idle" says something beside it; who is away is not also idle. */
    boolean canBeIdle() {
        return this == AVAILABLE || this == BUSY || this == DO_NOT_DISTURB;
    }

    /** Which of two live devices wins: DoNotDisturb over Busy over Available over BeRightBack over Away. */
    int rank() {
        return rank;
    }

    /** By label, without case; empty for a name we do not know. */
    public static Optional<Availability> ofLabel(String label) {
        for (Availability availability : values()) {
            if (availability.label.equalsIgnoreCase(label)) {
                return Optional.of(availability);
            }
        }
        return Optional.empty();
    }
}
