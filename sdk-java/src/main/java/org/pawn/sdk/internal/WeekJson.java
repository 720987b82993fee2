package org.pawn.sdk.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.pawn.sdk.PresenceClientException;
import org.pawn.sdk.QuietHours;
import org.pawn.sdk.WeeklyHours;
import org.pawn.sdk.WorkingHours;

/** Hours by weekday and what stands beside them: wire to values and back. */
public final class WeekJson {
    private static final String DELIVER_TO_PHONES = "deliverToPhones";

    private WeekJson() {}

    /** Quiet hours. */
    public static QuietHours quietHours(JsonNode node) {
        return new QuietHours(week(node), Json.required(node, "timeZone"), Json.instant(node, "quietUntil"));
    }

    /** Working hours. */
    public static WorkingHours workingHours(JsonNode node) {
        return new WorkingHours(week(node), Json.required(node, "timeZone"));
    }

    /** Whether phones get messages all the same. */
    public static boolean deliverToPhones(JsonNode node) {
        return Json.flag(node, DELIVER_TO_PHONES);
    }

    /** The choice, to be put. */
    public static JsonNode deliverToPhones(boolean deliver) {
        return Json.object().put(DELIVER_TO_PHONES, deliver);
    }

    /** The whole week, to be put. */
    public static JsonNode write(WeeklyHours week) {
        ObjectNode body = Json.object();
        ObjectNode days = body.putObject("days");
        for (DayOfWeek day : DayOfWeek.values()) {
            WeeklyHours.Hours hours = week.byDay().get(day);
            if (hours != null) {
                days.putObject(word(day))
                        .put("start", hours.start().toString())
                        .put("end", hours.end().toString());
            }
        }
        return body;
    }

    private static WeeklyHours week(JsonNode node) {
        Map<DayOfWeek, WeeklyHours.Hours> byDay = new EnumMap<>(DayOfWeek.class);
        for (DayOfWeek day : DayOfWeek.values()) {
            Json.object(node.path("days"), word(day), WeekJson::hours).ifPresent(hours -> byDay.put(day, hours));
        }
        return new WeeklyHours(byDay);
    }

    private static WeeklyHours.Hours hours(JsonNode node) {
        return new WeeklyHours.Hours(time(node, "start"), time(node, "end"));
    }

    private static LocalTime time(JsonNode node, String field) {
        try {
            return LocalTime.parse(Json.required(node, field));
        } catch (DateTimeException malformed) {
            throw PresenceClientException.local("unintelligible", "what the server said has a time that is none", null);
        }
    }

    private static String word(DayOfWeek day) {
        return day.name().toLowerCase(Locale.ROOT);
    }
}
