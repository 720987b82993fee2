package org.pawn.watching;

/** The way by which somebody looks; the label is the wire name. */
public enum Surface {
    SIP("sip"),
    FEED("feed"),
    REST("rest"),
    /** A link that somebody made: whoever has it looks, with the maker's eyes. */
    LINK("link");

    private final String label;

    Surface(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}
