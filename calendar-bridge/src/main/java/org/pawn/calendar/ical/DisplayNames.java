package org.pawn.calendar.ical;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Zones by the names that Windows shows to people, {@code (UTC+01:00) Amsterdam, Berlin, Bern}: the first of the places
 * that names an IANA zone with that standard offset.
 */
final class DisplayNames {
    private static final Pattern SHAPE =
            Pattern.compile("\\((?:UTC|GMT)(?:([+-])(\\d{2})[:.]?(\\d{2}))?\\)\\s*(.+)", Pattern.CASE_INSENSITIVE);
    private static final Map<String, String> REGIONS = Map.ofEntries(
            Map.entry("pacific time", "America/Los_Angeles"),
            Map.entry("mountain time", "America/Denver"),
            Map.entry("central time", "America/Chicago"),
            Map.entry("eastern time", "America/New_York"),
            Map.entry("atlantic time", "America/Halifax"),
            Map.entry("newfoundland", "America/St_Johns"),
            Map.entry("alaska", "America/Anchorage"),
            Map.entry("hawaii", "Pacific/Honolulu"),
            Map.entry("arizona", "America/Phoenix"),
            Map.entry("saskatchewan", "America/Regina"),
            Map.entry("central america", "America/Guatemala"),
            Map.entry("indiana", "America/Indianapolis"),
            Map.entry("brasilia", "America/Sao_Paulo"),
            Map.entry("greenland", "America/Godthab"),
            Map.entry("west central africa", "Africa/Lagos"),
            Map.entry("coordinated universal time", "Etc/UTC"),
            Map.entry("aleutian", "America/Adak"),
            Map.entry("baja california", "America/Tijuana"),
            Map.entry("cabo verde", "Atlantic/Cape_Verde"),
            Map.entry("nuku'alofa", "Pacific/Tongatapu"),
            Map.entry("port louis", "Indian/Mauritius"),
            Map.entry("saint pierre and miquelon", "America/Miquelon"),
            Map.entry("salvador", "America/Bahia"),
            Map.entry("samoa", "Pacific/Apia"),
            Map.entry("solomon", "Pacific/Guadalcanal"),
            Map.entry("sri jayawardenepura", "Asia/Colombo"),
            Map.entry("turks and caicos", "America/Grand_Turk"),
            Map.entry("yukon", "America/Whitehorse"));
    private static final Instant ANY_DAY = Instant.parse("2024-01-01T00:00:00Z"); // rules of our time

    private DisplayNames() {}

    static Optional<String> iana(String name) {
        Matcher matcher = SHAPE.matcher(name.strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        List<String> places = Arrays.stream(matcher.group(4).split("[,;:(]"))
                .map(place -> place.strip().toLowerCase(Locale.ROOT).replaceFirst("^city of | (?:islands?|is\\.)$", ""))
                .toList();
        return places.stream()
                .flatMap(DisplayNames::zones)
                .filter(zone ->
                        offset(matcher).filter(offset -> isOf(zone, offset)).isPresent())
                .findFirst();
    }

    private static Stream<String> zones(String place) {
        String city = "/" + place.replace(' ', '_');
        return Stream.concat(
                Optional.ofNullable(REGIONS.get(place)).stream(),
                ZoneId.getAvailableZoneIds().stream()
                        .filter(id -> id.toLowerCase(Locale.ROOT).endsWith(city) && !id.startsWith("System"))
                        .sorted());
    }

    /** In standard time, or in winter's: Morocco's standard time is that of Ramadan alone. */
    private static boolean isOf(String zone, ZoneOffset offset) {
        ZoneRules rules = ZoneId.of(zone).getRules();
        return rules.getStandardOffset(ANY_DAY).equals(offset)
                || rules.getOffset(ANY_DAY).equals(offset);
    }

    private static Optional<ZoneOffset> offset(Matcher matcher) {
        if (matcher.group(1) == null) {
            return Optional.of(ZoneOffset.UTC);
        }
        int minutes = Integer.parseInt(matcher.group(2)) * 60 + Integer.parseInt(matcher.group(3));
        try {
            return Optional.of(ZoneOffset.ofTotalSeconds(60 * (matcher.group(1).equals("-") ? -minutes : minutes)));
        } catch (DateTimeException tooFar) {
            return Optional.empty();
        }
    }
}
