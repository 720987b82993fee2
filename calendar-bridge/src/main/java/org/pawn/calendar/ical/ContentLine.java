package org.pawn.calendar.ical;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * One unfolded content line (RFC 5545 section 3.1).
 *
 * @param number where it begins in the file, from 1
 * @param name in upper case
 * @param parameters the first value of each, unquoted, by upper-case name
 */
record ContentLine(int number, String name, Map<String, String> parameters, String value) {
    /** Their values begin with a year: any other colon is a parameter's, {@code TZID=(UTC+01:00) Berlin}. */
    private static final Set<String> TIMES =
            Set.of("DTSTART", "DTEND", "DUE", "RECURRENCE-ID", "EXDATE", "RDATE", "DTSTAMP");

    Optional<String> parameter(String parameter) {
        return Optional.ofNullable(parameters.get(parameter));
    }

    boolean hasParameter(String parameter, String wanted) {
        return wanted.equalsIgnoreCase(parameters.get(parameter));
    }

    /** Empty when the text is no content line; a name alone where nobody reads it, for that is most of a file. */
    static Optional<ContentLine> parse(int number, String text, Predicate<String> isRead) {
        int nameEnd = 0;
        while (nameEnd < text.length() && isNameChar(text.charAt(nameEnd))) {
            nameEnd++;
        }
        if (nameEnd == 0 || nameEnd == text.length()) {
            return Optional.empty();
        }
        String name = text.substring(0, nameEnd).toUpperCase(Locale.ROOT);
        name = name.substring(name.lastIndexOf('.') + 1); // a group prefix, as vCard has
        if (!isRead.test(name)) {
            boolean isLine = text.indexOf(':', nameEnd) >= 0 && !name.isEmpty();
            return isLine ? Optional.of(new ContentLine(number, name, Map.of(), "")) : Optional.empty();
        }
        int colon = TIMES.contains(name) ? timeColon(text, nameEnd) : valueColon(text, nameEnd);
        if (colon < nameEnd || name.isEmpty()) {
            return Optional.empty();
        }
        Map<String, String> parameters = parameters(text.substring(nameEnd, colon));
        return Optional.of(new ContentLine(number, name, parameters, text.substring(colon + 1)));
    }

    private static boolean isNameChar(char c) {
        return c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-' || c == '_' || c == '.';
    }

    /** The first colon before a year, else the last. */
    private static int timeColon(String text, int from) {
        for (int colon = text.indexOf(':', from); colon >= 0; colon = text.indexOf(':', colon + 1)) {
            int year = colon + 1;
            while (year < text.length() && text.charAt(year) == ' ') {
                year++;
            }
            int digits = year;
            while (digits < text.length() && Character.isDigit(text.charAt(digits))) {
                digits++;
            }
            if (digits - year >= 4) {
                return colon;
            }
        }
        return text.lastIndexOf(':');
    }

    /** The first colon outside quotes; where the quotes do not pair, the first colon. */
    private static int valueColon(String text, int from) {
        boolean quoted = false;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == ':' && !quoted) {
                return i;
            }
        }
        return text.indexOf(':', from);
    }

    private static Map<String, String> parameters(String text) {
        if (text.isEmpty()) {
            return Map.of();
        }
        if (text.indexOf(';', 1) < 0) { // most have one
            return oneParameter(text.charAt(0) == ';' ? text.substring(1) : text)
                    .map(one -> Map.of(one.getKey(), one.getValue()))
                    .orElse(Map.of());
        }
        Map<String, String> parameters = new HashMap<>(4);
        int start = 0;
        boolean quoted = false;
        for (int i = 0; i <= text.length(); i++) {
            boolean end = i == text.length();
            if (!end && text.charAt(i) == '"') {
                quoted = !quoted;
            } else if (end || text.charAt(i) == ';' && !quoted) {
                oneParameter(text.substring(start, i))
                        .ifPresent(one -> parameters.putIfAbsent(one.getKey(), one.getValue()));
                start = i + 1;
            }
        }
        return parameters;
    }

    private static Optional<Map.Entry<String, String>> oneParameter(String text) {
        int equals = text.indexOf('=');
        if (equals <= 0) {
            return Optional.empty();
        }
        String name = text.substring(0, equals).strip().toUpperCase(Locale.ROOT);
        return Optional.of(Map.entry(name, unquote(text.substring(equals + 1).strip())));
    }

    private static String unquote(String text) {
        boolean quoted = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
        return quoted ? text.substring(1, text.length() - 1) : text;
    }
}
