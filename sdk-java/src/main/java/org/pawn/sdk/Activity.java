package org.pawn.sdk;

import java.util.Arrays;
import java.util.Optional;

/** What a person is doing. The set is open: a word that this version of the SDK does not know reads as none. */
public enum Activity {
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

    /** In the person's or the application's own words: {@link Presence#activityText()}. */
    CUSTOM("Custom");

    private final String word;

    Activity(String word) {
        this.word = word;
    }

    /** The word of the wire, {@code InAMeeting}. */
    public String word() {
        return word;
    }

    /** Reads a word of the wire, in any letter case; empty for one that is not known here. */
    public static Optional<Activity> of(String word) {
        return Arrays.stream(values())
                .filter(each -> each.word.equalsIgnoreCase(word))
                .findFirst();
    }
}
