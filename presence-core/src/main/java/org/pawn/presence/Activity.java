package org.pawn.presence;

import java.util.Optional;

/**
 * What a person is doing.
 *
 * @param kind one of the closed set; its order is the order in which several are shown
 * @param text the person's own words, present exactly for {@link Kind#CUSTOM}
 */
public record Activity(Kind kind, Optional<String> text) implements Comparable<Activity> {
    private static final int MAX_TEXT = 256;

    /** The names, in the order in which they are shown; the label is the wire name. */
    public enum Kind {
        PRESENTING("Presenting"),
        IN_A_CONFERENCE_CALL("InAConferenceCall"),
        IN_A_CALL("InACall"),
        IN_A_MEETING("InAMeeting"),
        APPOINTMENT("Appointment"),
        FOCUSING("Focusing"),
        URGENT_ONLY("UrgentOnly"),
        OUT_OF_OFFICE("OutOfOffice"),
        OFF_WORK("OffWork"),
        LUNCH("Lunch"),
        TRAVELLING("Travelling"),
        INACTIVE("Inactive"),
        CUSTOM("Custom");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    public Activity {
        if (kind == Kind.CUSTOM == text.isEmpty()) {
            throw new IllegalArgumentException("exactly a custom activity has a text");
        }
        if (text.isPresent() && (text.get().isBlank() || text.get().length() > MAX_TEXT)) {
            throw new IllegalArgumentException("a custom activity has 1 to " + MAX_TEXT + " characters");
        }
    }

    public static Activity of(Kind kind) {
        return new Activity(kind, Optional.empty());
    }

    public static Activity custom(String text) {
        return new Activity(Kind.CUSTOM, Optional.of(text));
    }

    /** By label, without case; empty for a name we do not know, and for {@code Custom}, which needs a text. */
    public static Optional<Activity> ofLabel(String label) {
        for (Kind kind : Kind.values()) {
            if (kind != Kind.CUSTOM && kind.label.equalsIgnoreCase(label)) {
                return Optional.of(of(kind));
            }
        }
        return Optional.empty();
    }

    @Override
    public int compareTo(Activity other) {
        int byKind = kind.compareTo(other.kind);
        return byKind != 0 ? byKind : text.orElse("").compareTo(other.text.orElse(""));
    }
}
