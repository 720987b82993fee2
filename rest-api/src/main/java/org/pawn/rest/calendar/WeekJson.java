package org.pawn.rest.calendar;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.pawn.freebusy.LocalHours;
import org.pawn.freebusy.WeeklyHours;
import org.pawn.refusal.Refusal;
import org.pawn.rest.http.Input;
import org.pawn.rest.http.WireJson;

/** Weekly hours as JSON: {@code {"monday":{"start":"09:00","end":"17:00"}}}, days in order, absent ones left out. */
public final class WeekJson {
    private record HoursJson(String start, String end) {}

    private static final String DAYS = "days";

    private WeekJson() {}

    /**
     * The member {@code days} of a request.
     *
     * @throws Refusal.Invalid where it names no day, or what is no day or no time
     */
    public static WeeklyHours read(ObjectNode request) {
        JsonNode asked = request.path(DAYS);
        if (!asked.isObject() || asked.isEmpty()) {
            throw new Refusal.Invalid(DAYS, "Give at least one day, or delete the hours.");
        }
        Map<DayOfWeek, LocalHours> byDay = new EnumMap<>(DayOfWeek.class);
        asked.fields().forEachRemaining(day -> byDay.put(day(day.getKey()), hours(day.getKey(), day.getValue())));
        return new WeeklyHours(byDay);
    }

    /** The hours, with the zone of the clock that they are read on. */
    public static ObjectNode write(WeeklyHours week, String timeZone) {
        ObjectNode body = WireJson.object().put("timeZone", timeZone);
        ObjectNode days = body.putObject(DAYS);
        for (DayOfWeek day : DayOfWeek.values()) {
            LocalHours hours = week.byDay().get(day);
            if (hours != null) {
                days.putObject(day.name().toLowerCase(Locale.ROOT))
                        .put("start", hours.start().toString())
                        .put("end", hours.end().toString());
            }
        }
        return body;
    }

    private static DayOfWeek day(String name) {
        return Input.value(DAYS, () -> {
            if (!name.equals(name.toLowerCase(Locale.ROOT))) {
                throw new IllegalArgumentException("days are named monday to sunday");
            }
            return DayOfWeek.valueOf(name.toUpperCase(Locale.ROOT));
        });
    }

    private static LocalHours hours(String day, JsonNode value) {
        HoursJson written = WireJson.read(value, HoursJson.class);
        return Input.value(day, () -> new LocalHours(LocalTime.parse(written.start()), LocalTime.parse(written.end())));
    }
}
