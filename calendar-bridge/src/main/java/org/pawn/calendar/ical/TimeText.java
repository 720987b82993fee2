package org.pawn.calendar.ical;

import java.util.Optional;

/**
 * The numbers of a DATE or a DATE-TIME, which need not make a date that exists. The separators of ISO 8601's long form
 * are taken too, and seconds may be missing. By hand, for a calendar has thousands of them.
 */
record TimeText(int year, int month, int day, boolean hasTime, int hour, int minute, int second, boolean isUtc) {
    private static final int BAD = -1;

    /** Empty when the text is neither. */
    static Optional<TimeText> of(String text) {
        Scan scan = new Scan(text);
        int year = scan.number(4);
        scan.skip('-');
        int month = scan.number(2);
        scan.skip('-');
        int day = scan.number(2);
        boolean hasTime = scan.skip('T') || scan.skip('t');
        int hour = 0;
        int minute = 0;
        int second = 0;
        boolean isUtc = false;
        if (hasTime) {
            hour = scan.number(2);
            scan.skip(':');
            minute = scan.number(2);
            boolean hasSecond = scan.skip(':') || scan.isAtDigit();
            second = hasSecond ? scan.number(2) : 0;
            isUtc = scan.skip('Z') || scan.skip('z');
        }
        return scan.isWell()
                ? Optional.of(new TimeText(year, month, day, hasTime, hour, minute, second, isUtc))
                : Optional.empty();
    }

    /** A place in the text, from left to right; once something is missing, all is. */
    private static final class Scan {
        private final String text;
        private int at;
        private boolean isBroken;

        Scan(String text) {
            this.text = text;
        }

        int number(int digits) {
            int number = 0;
            for (int end = at + digits; at < end; at++) {
                if (!isAtDigit()) {
                    isBroken = true;
                    return BAD;
                }
                number = 10 * number + text.charAt(at) - '0';
            }
            return number;
        }

        boolean isAtDigit() {
            return at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9';
        }

        boolean skip(char wanted) {
            boolean isThere = at < text.length() && text.charAt(at) == wanted;
            at += isThere ? 1 : 0;
            return isThere;
        }

        boolean isWell() {
            return !isBroken && at == text.length();
        }
    }
}
