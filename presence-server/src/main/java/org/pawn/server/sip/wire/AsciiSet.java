package org.pawn.server.sip.wire;

/** Some of ASCII's characters; asking costs a shift. */
record AsciiSet(long low, long high) {
    private static final int HALF = 64;

    static AsciiSet of(String characters) {
        long low = 0;
        long high = 0;
        for (int i = 0; i < characters.length(); i++) {
            char c = characters.charAt(i);
            low |= c < HALF ? 1L << c : 0;
            high |= c < HALF ? 0 : 1L << c - HALF;
        }
        return new AsciiSet(low, high);
    }

    /** From one character to another, both included. */
    static AsciiSet between(char first, char last) {
        StringBuilder all = new StringBuilder();
        for (char c = first; c <= last; c++) {
            all.append(c);
        }
        return of(all.toString());
    }

    AsciiSet and(AsciiSet more) {
        return new AsciiSet(low | more.low, high | more.high);
    }

    AsciiSet and(String characters) {
        return and(of(characters));
    }

    boolean has(char c) {
        return c < HALF ? (low >>> c & 1) != 0 : c < 2 * HALF && (high >>> c - HALF & 1) != 0;
    }

    /** Whether there is at least one character from there to there, and each is of these. */
    boolean holds(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (!has(text.charAt(i))) {
                return false;
            }
        }
        return to > from;
    }
}
