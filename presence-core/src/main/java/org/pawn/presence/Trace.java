package org.pawn.presence;

import java.util.List;
import java.util.Optional;

/** Which rules decided, with what, in order. */
public record Trace(List<Step> steps) {

    /**
     * One rule that had a say.
     *
     * @param by what it spoke of; absent where it spoke of the lack of something
     * @param availability how the person stood after it
     */
    public record Step(Rule rule, Optional<Cause> by, Availability availability) {}

    /** The record that a rule spoke of. */
    public record Cause(Source source, String id) {
        /** What a person sets by hand has no instances to tell apart. */
        static final Cause MANUAL = new Cause(Source.MANUAL, "manual");

        static final Cause OUT_OF_OFFICE = new Cause(Source.OUT_OF_OFFICE, "out-of-office");
        static final Cause HOURS = new Cause(Source.HOURS, "hours");
        static final Cause CALENDAR = new Cause(Source.CALENDAR, "calendar");

        static Cause of(PresenceRecord record) {
            return new Cause(record.source(), record.id());
        }
    }

    public Trace {
        steps = List.copyOf(steps);
    }
}
