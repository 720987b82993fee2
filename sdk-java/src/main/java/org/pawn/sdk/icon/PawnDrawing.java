package org.pawn.sdk.icon;

import java.util.Locale;
import org.pawn.sdk.Availability;

/**
 * The nine pawns, and the whole drawing of each: an ink, what is filled, and a mark on the head. Mark and filling alone
 * tell the pictures apart, so that nobody needs to see the colour; each ink has a contrast of 3:1 on white and on
 * near-black. Everything lies on a grid of 24 by 24, where the outlines fall on whole pixels at 12, 24 and 48. Paths are
 * SVG's with absolute {@code M L C Z} only, so that other languages can copy the table.
 */
enum PawnDrawing {
    AVAILABLE(Ink.GREEN, true, true, 2.2, Mark.CHECK),
    AVAILABLE_IDLE(Ink.GREEN, false, true, 2.2, Mark.CHECK),
    BUSY(Ink.RED, true, true, 2.2, Mark.TWO_BARS),
    BUSY_IDLE(Ink.RED, false, true, 2.2, Mark.TWO_BARS),
    DO_NOT_DISTURB(Ink.CRIMSON, true, true, 3.2, Mark.NO_ENTRY),
    BE_RIGHT_BACK(Ink.AMBER, true, true, 2.2, Mark.ARROW_BACK),
    AWAY(Ink.AMBER, true, true, 2.2, Mark.CLOCK_HANDS),
    OFFLINE(Ink.GREY, false, false, 2, Mark.CROSS),
    UNKNOWN(Ink.GREY, false, false, 1.9, Mark.QUESTION);

    static final int GRID = 24;
    static final double OUTLINE_WIDTH = 2;
    static final String PAPER = "#ffffff";
    static final String HEAD =
            "M 12 1 C 15.87 1 19 4.13 19 8 C 19 11.87 15.87 15 12 15 C 8.13 15 5 11.87 5 8 C 5 4.13 8.13 1 12 1 Z";
    static final String BODY = "M 7.6 17 L 16.4 17 L 14.6 17 C 14.6 19.4 16.6 20.6 20 21.4 L 20 23"
            + " L 4 23 L 4 21.4 C 7.4 20.6 9.4 19.4 9.4 17 Z";

    final String ink;
    final boolean headFilled;
    final boolean bodyFilled;
    final double markWidth;
    final String mark;

    PawnDrawing(String ink, boolean headFilled, boolean bodyFilled, double markWidth, String mark) {
        this.ink = ink;
        this.headFilled = headFilled;
        this.bodyFilled = bodyFilled;
        this.markWidth = markWidth;
        this.mark = mark;
    }

    /** Idle shows only where it says something: on Available and on Busy. */
    static PawnDrawing of(Availability availability, boolean idle) {
        return switch (availability) {
            case AVAILABLE -> idle ? AVAILABLE_IDLE : AVAILABLE;
            case BUSY -> idle ? BUSY_IDLE : BUSY;
            case DO_NOT_DISTURB -> DO_NOT_DISTURB;
            case BE_RIGHT_BACK -> BE_RIGHT_BACK;
            case AWAY -> AWAY;
            case OFFLINE -> OFFLINE;
            case UNKNOWN -> UNKNOWN;
        };
    }

    /** {@code available-idle}: the name of its file on the server and of its text. */
    String fileName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    String headFill() {
        return headFilled ? ink : "none";
    }

    String bodyFill() {
        return bodyFilled ? ink : "none";
    }

    String markInk() {
        return headFilled ? PAPER : ink;
    }

    private static final class Ink {
        static final String GREEN = "#0e8f4c";
        static final String RED = "#d62f45";
        static final String CRIMSON = "#c9205c";
        static final String AMBER = "#c27803";
        static final String GREY = "#7b818c";
    }

    private static final class Mark {
        static final String CHECK = "M 8.2 8.4 L 10.9 11 L 15.8 5.6";
        static final String TWO_BARS = "M 9.3 5.2 L 9.3 10.8 M 14.7 5.2 L 14.7 10.8";
        static final String NO_ENTRY = "M 8.2 8 L 15.8 8";
        static final String ARROW_BACK = "M 16 8 L 8.4 8 M 11.4 4.8 L 8.2 8 L 11.4 11.2";
        static final String CLOCK_HANDS = "M 12 4 L 12 8.4 L 15.2 10.2";
        static final String CROSS = "M 9.4 5.4 L 14.6 10.6 M 14.6 5.4 L 9.4 10.6";
        static final String QUESTION =
                "M 9.7 6.4 C 9.8 3.6 14.3 3.7 14.3 6.4 C 14.3 8.2 12 8.1 12 9.2 M 12 11.6 L 12.01 11.6";
    }
}
