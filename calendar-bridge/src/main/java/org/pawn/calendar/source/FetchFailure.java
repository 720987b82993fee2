package org.pawn.calendar.source;

import java.io.IOException;

/** Nothing can be fetched, for a reason that its owner may know; any other {@link IOException} is "unreachable". */
public final class FetchFailure extends IOException {
    private static final long serialVersionUID = 1L;

    /** @param sentence the same whatever our own network looks like */
    public FetchFailure(String sentence) {
        super(sentence);
    }

    public static FetchFailure answered(int status) {
        return new FetchFailure("The calendar's server answered " + status + ".");
    }

    public String sentence() {
        return String.valueOf(getMessage());
    }
}
