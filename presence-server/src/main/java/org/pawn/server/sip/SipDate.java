package org.pawn.server.sip;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The value of a Date header field (RFC 3261 section 20.17), written once a second. Thread-safe. */
final class SipDate {
    private static final DateTimeFormatter RFC_1123 = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private record Written(long second, String text) {}

    private volatile Written last = new Written(Long.MIN_VALUE, "");

    String of(Instant instant) {
        Written known = last;
        if (known.second() == instant.getEpochSecond()) {
            return known.text();
        }
        String text = RFC_1123.format(instant);
        last = new Written(instant.getEpochSecond(), text);
        return text;
    }
}
