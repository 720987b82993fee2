package org.pawn.presence;

/** Who says something about a person, and of what nature that is. The order breaks ties. */
public enum Source {
    REGISTRATION(Nature.REACHABILITY),
    DEVICE(Nature.REACHABILITY),
    SESSION(Nature.REACHABILITY),
    REMOTE(Nature.REACHABILITY),
    CALL(Nature.SITUATION),
    CONFERENCE(Nature.SITUATION),
    CALENDAR(Nature.SITUATION),
    HOURS(Nature.SITUATION),
    OUT_OF_OFFICE(Nature.SITUATION),
    MANUAL(Nature.DECISION),
    ADMINISTRATOR(Nature.DECISION);

    /** What a record can do: make a person reachable, change how a reachable one shows, or decide. */
    public enum Nature {
        REACHABILITY,
        SITUATION,
        DECISION
    }

    private final Nature nature;

    Source(Nature nature) {
        this.nature = nature;
    }

    public Nature nature() {
        return nature;
    }
}
