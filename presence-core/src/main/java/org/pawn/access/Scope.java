package org.pawn.access;

import java.util.Optional;

/** What a token allows; the label is the wire name. */
public enum Scope {
    PRESENCE_READ("presence.read"),
    PRESENCE_WRITE("presence.write"),
    FREEBUSY_READ("freebusy.read"),
    CALENDAR_WRITE("calendar.write"),
    PEOPLE_READ("people.read"),
    CONTACTS("contacts"),
    MESSAGE("message"),
    TOKEN_MINT("token.mint"),
    ADMIN("admin");

    private final String label;

    Scope(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }

    public static Optional<Scope> ofLabel(String label) {
        for (Scope scope : values()) {
            if (scope.label.equals(label)) {
                return Optional.of(scope);
            }
        }
        return Optional.empty();
    }
}
