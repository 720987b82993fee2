package org.pawn.sdk;

import java.util.Arrays;
import java.util.Optional;

/** What a token may do. */
public enum Scope {
    PRESENCE_READ("presence.read"),
    PRESENCE_WRITE("presence.write"),
    FREEBUSY_READ("freebusy.read"),
    CALENDAR_WRITE("calendar.write"),
    PEOPLE_READ("people.read"),
    CONTACTS("contacts"),
    MESSAGE("message"),
    /** Make tokens for other people. */
    TOKEN_MINT("token.mint"),
    ADMIN("admin");

    private final String word;

    Scope(String word) {
        this.word = word;
    }

    /** The word of the wire, {@code presence.read}. */
    public String word() {
        return word;
    }

    /** Reads a word of the wire; empty for one that is not known here. */
    public static Optional<Scope> of(String word) {
        return Arrays.stream(values()).filter(each -> each.word.equals(word)).findFirst();
    }
}
