package org.pawn.calendar.ical;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Windows zone names to IANA names; our own table, for iCal4j's has "Mauritius Standard Time" in Tbilisi. */
final class WindowsZones {
    private static final Map<String, String> NAMES = load();

    private WindowsZones() {}

    /** Names compare without case. */
    static Optional<String> iana(String windowsName) {
        return Optional.ofNullable(NAMES.get(windowsName.toLowerCase(Locale.ROOT)));
    }

    static Map<String, String> all() {
        return NAMES;
    }

    private static Map<String, String> load() {
        try (InputStream in = WindowsZones.class.getResourceAsStream("windows-zones.txt")) {
            if (in == null) {
                throw new IllegalStateException("windows-zones.txt is not on the class path");
            }
            return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("=", 2))
                    .collect(Collectors.toUnmodifiableMap(pair -> pair[0].toLowerCase(Locale.ROOT), pair -> pair[1]));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
