package org.pawn.sdk.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.pawn.sdk.AvailabilityItem;
import org.pawn.sdk.CalendarEffect;
import org.pawn.sdk.CalendarFeed;
import org.pawn.sdk.CalendarSource;
import org.pawn.sdk.FreeBusy;
import org.pawn.sdk.FreeBusyItem;
import org.pawn.sdk.FreeBusyLink;
import org.pawn.sdk.Level;
import org.pawn.sdk.TimeSpan;

/** Calendars, free/busy and availability: wire to values. */
public final class CalendarJson {
    private CalendarJson() {}

    /** One person's busy time. */
    public static FreeBusy freeBusy(JsonNode node) {
        return new FreeBusy(
                Json.required(node, "address"),
                new TimeSpan(Json.requiredInstant(node, "from"), Json.requiredInstant(node, "to")),
                Json.instant(node, "asOf"),
                coverage(node),
                Json.list(node, "busy", each -> new FreeBusy.Busy(span(each), type(each))),
                Json.list(node, "unknown", CalendarJson::span),
                Json.list(node, "workingHours", CalendarJson::span));
    }

    /** {@code items} in their order. */
    public static List<FreeBusyItem> freeBusyItems(JsonNode node) {
        return Json.list(
                node,
                "items",
                each -> new FreeBusyItem(
                        Json.required(each, "requested"),
                        Json.object(each, "freebusy", CalendarJson::freeBusy),
                        Json.object(each, "problem", ProblemJson::read)));
    }

    /** {@code items} in their order. */
    public static List<AvailabilityItem> availabilityItems(JsonNode node) {
        return Json.list(
                node,
                "items",
                each -> new AvailabilityItem(
                        Json.required(each, "requested"),
                        Json.text(each, "address"),
                        AvailabilityItem.State.of(Json.text(each, "state").orElse("unknown")),
                        Json.instant(each, "nextFree"),
                        Json.object(each, "problem", ProblemJson::read)));
    }

    /** One link. */
    public static FreeBusyLink freeBusyLink(JsonNode node) {
        return new FreeBusyLink(
                Json.required(node, "id"),
                Json.required(node, "address"),
                Json.text(node, "level").flatMap(Level::of).orElse(Level.COMPANY),
                node.path("days").asInt(),
                Json.text(node, "url").map(URI::create),
                Json.text(node, "calendarUrl").map(URI::create),
                Json.requiredInstant(node, "expiresAt"));
    }

    /** {@code items} in their order. */
    public static List<FreeBusyLink> freeBusyLinks(JsonNode node) {
        return Json.list(node, "items", CalendarJson::freeBusyLink);
    }

    /** One calendar. */
    public static CalendarSource calendar(JsonNode node) {
        return new CalendarSource(
                Json.required(node, "id"),
                Json.text(node, "kind").orElse("unknown"),
                Json.text(node, "host"),
                node.path("hasCredentials").asBoolean(),
                CalendarEffect.of(Json.text(node, "effect").orElse("busy")),
                coverage(node),
                Json.instant(node, "asOf"),
                node.path("events").isInt() ? Optional.of(node.path("events").intValue()) : Optional.empty(),
                Json.list(
                        node,
                        "leftOut",
                        each -> new CalendarSource.LeftOut(
                                Json.text(each, "what").orElse(""),
                                Json.text(each, "why").orElse(""))),
                Json.text(node, "problem"),
                Json.text(node, "version").orElse(""));
    }

    /** {@code PUT …/calendars/ID} of a feed. */
    public static JsonNode write(CalendarFeed feed) {
        ObjectNode body = Json.object().put("url", feed.url().toString());
        feed.user().ifPresent(user -> body.put("user", user));
        feed.password().ifPresent(password -> body.put("password", password));
        feed.effect().ifPresent(effect -> body.put("effect", effect.word()));
        return body;
    }

    /** {@code items} in their order. */
    public static List<CalendarSource> calendars(JsonNode node) {
        return Json.list(node, "items", CalendarJson::calendar);
    }

    static FreeBusy.Coverage coverage(JsonNode node) {
        return FreeBusy.Coverage.of(Json.text(node, "coverage").orElse("none"));
    }

    private static FreeBusy.Type type(JsonNode node) {
        return FreeBusy.Type.of(Json.text(node, "type").orElse("BUSY"));
    }

    static TimeSpan span(JsonNode node) {
        return new TimeSpan(Json.requiredInstant(node, "start"), Json.requiredInstant(node, "end"));
    }
}
