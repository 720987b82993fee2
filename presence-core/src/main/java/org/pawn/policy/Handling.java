package org.pawn.policy;

import java.util.Optional;

/** What becomes of a watcher (RFC 5025 section 3.2.1); the order is the RFC's, by which the greater of two counts. */
public enum Handling {
    BLOCK("block"),
    CONFIRM("confirm"),
    POLITE_BLOCK("politeBlock"),
    ALLOW("allow");

    private final String label;

    Handling(String label) {
        this.label = label;
    }

    /** The wire name. */
    public String label() {
        return label;
    }

    public static Optional<Handling> ofLabel(String label) {
        for (Handling handling : values()) {
            if (handling.label.equals(label)) {
                return Optional.of(handling);
            }
        }
        return Optional.empty();
    }

    /** Which of two denies more: a hard block over a polite one over asking. */
    int denial() {
        return switch (this) {
            case BLOCK -> 3;
            case POLITE_BLOCK -> 2;
            case CONFIRM -> 1;
            case ALLOW -> 0;
        };
    }
}
