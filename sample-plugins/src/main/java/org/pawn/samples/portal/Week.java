package org.pawn.samples.portal;

import java.io.IOException;

/** The team's week: its page asks Pawn for busy time with a token that the other pages have no use for. */
record Week(PageToken tokens) {
    static final String TOKEN = "/week/token";

    private static final String TO_SEE_BUSY_TIME = "\"freebusy.read\",\"people.read\"";

    /** Pawn's answer as it is. */
    String pageToken(String viewer) throws IOException, InterruptedException {
        return tokens.mint(viewer, TO_SEE_BUSY_TIME);
    }
}
