package org.pawn.audit;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.pawn.access.Level;
import org.pawn.access.Viewer;
import org.pawn.address.AddressOfRecord;
import org.pawn.policy.Grant;
import org.pawn.watching.Surface;

/**
 * How often somebody looked at a person within one hour of the clock, at what, by which way and with what outcome.
 *
 * @param viewer who looked; for a link, whoever made it
 * @param first when they looked first in that hour
 * @param last when they looked last in that hour
 */
public record Look(
        AddressOfRecord presentity,
        Viewer viewer,
        Kind kind,
        Surface surface,
        Outcome outcome,
        Instant first,
        Instant last,
        int count) {

    /** What was looked at; the label is the wire name. */
    public enum Kind {
        PRESENCE("presence", Level.EXTERNAL),
        /** Found by a query for people who are as they are. */
        QUERY("query", Level.EXTERNAL),
        CARD("card", Level.EXTERNAL),
        ICON("icon", Level.EXTERNAL),
        /** Their name stood in a text that was read for names. */
        MENTION("mention", Level.EXTERNAL),
        FREE_BUSY("freebusy", Level.COMPANY),
        /** A watch began: the viewer hears of each change from then on. */
        WATCH("watch", Level.EXTERNAL);

        private final String label;
        private final Level least;

        Kind(String label, Level least) {
            this.label = label;
            this.least = least;
        }

        public String label() {
            return label;
        }
    }

    /** What the viewer got; the label is the wire name. */
    public enum Outcome {
        SHOWN("shown"),
        /** Somebody who is signed out: the viewer is blocked politely. */
        DISGUISED("disguised"),
        /** Nothing: the person has yet to let them in. */
        PENDING("pending"),
        /** Nothing: the viewer is blocked, or may not see as much as they asked for. */
        REFUSED("refused");

        private final String label;

        Outcome(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }

        /** What somebody who is granted that gets when they look at this. */
        static Outcome of(Grant grant, Kind kind) {
            return switch (grant.handling()) {
                case BLOCK -> REFUSED;
                case CONFIRM -> PENDING;
                case POLITE_BLOCK -> DISGUISED;
                case ALLOW -> grant.level().atLeast(kind.least) ? SHOWN : REFUSED;
            };
        }
    }

    /** What looks have in common that are counted together. */
    public record Key(
            AddressOfRecord presentity, Viewer viewer, Kind kind, Surface surface, Outcome outcome, Instant hour) {}

    public Look {
        if (count < 1 || last.isBefore(first)) {
            throw new IllegalArgumentException("somebody looked at least once, and last after first");
        }
    }

    public Key key() {
        return new Key(presentity, viewer, kind, surface, outcome, hour());
    }

    /** The hour of the clock, in UTC, in which they looked. */
    public Instant hour() {
        return first.truncatedTo(ChronoUnit.HOURS);
    }

    /** Both together; the other is of the same key. */
    public Look and(Look other) {
        return new Look(
                presentity,
                viewer,
                kind,
                surface,
                outcome,
                first.isBefore(other.first) ? first : other.first,
                last.isAfter(other.last) ? last : other.last,
                (int) Math.min(Integer.MAX_VALUE, (long) count + other.count));
    }
}
