package org.pawn.access;

import java.util.Optional;

/** How much of a person a viewer sees; each adds to the one before. The label is the wire name. */
public enum Level {
    BLOCKED("Blocked"),
    EXTERNAL("External"),
    COMPANY("Company"),
    TEAM("Team"),
    PERSONAL("Personal"),
    /** One's own view: the truth, and what others see. Never granted to a token. */
    SELF("Self");

    private final String label;

    Level(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }

    public boolean atLeast(Level other) {
        return compareTo(other) >= 0;
    }

    /** By label; {@link #SELF} is not nameable. */
    public static Optional<Level> ofLabel(String label) {
        for (Level level : values()) {
            if (level != SELF && level.label.equalsIgnoreCase(label)) {
                return Optional.of(level);
            }
        }
        return Optional.empty();
    }
}
