package org.pawn.reach;

/**
 * One way to reach a person.
 *
 * @param uri what to open: {@code sip:}, {@code im:}, {@code xmpp:}, {@code tel:} or {@code mailto:}
 * @param label for people: an address, a number, a kind of device
 * @param works whether it would reach the person now; otherwise it waits, or nobody takes it
 */
public record WayToReach(Kind kind, String uri, String label, boolean works, Reason reason) {
    /** What one does there; the order in which ways that work equally well are tried. */
    public enum Kind {
        MESSAGE("message"),
        CALL("call"),
        PHONE("phone"),
        EMAIL("email");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        /** The name on the wire. */
        public String label() {
            return label;
        }
    }
}
