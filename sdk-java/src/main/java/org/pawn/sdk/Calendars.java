package org.pawn.sdk;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.pawn.sdk.internal.ApiCall;
import org.pawn.sdk.internal.ApiClient;
import org.pawn.sdk.internal.CalendarJson;
import org.pawn.sdk.internal.MeetingJson;
import org.pawn.sdk.internal.RequestJson;
import org.pawn.sdk.internal.WeekJson;

/** Calendars and free time; from {@link PresenceClient#calendars()}. Thread-safe. */
public final class Calendars {
    private static final String WORKING_HOURS = "working-hours";

    private final ApiClient api;

    Calendars(ApiClient api) {
        this.api = api;
    }

    /** A person's busy time from {@code from} (inclusive) to {@code to} (exclusive), at most 20 years. */
    public FreeBusy freeBusy(String address, Instant from, Instant to) {
        return ApiClient.await(freeBusyAsync(address, from, to));
    }

    /** Twin of {@link #freeBusy(String, Instant, Instant)}. */
    public CompletableFuture<FreeBusy> freeBusyAsync(String address, Instant from, Instant to) {
        ApiCall call = ApiCall.get("v1", "people", address, "freebusy")
                .query("from", from.toString())
                .query("to", to.toString());
        return api.send(call, CalendarJson::freeBusy);
    }

    /** Up to 1,000 people at once, at most 400 days, in the order asked. */
    public List<FreeBusyItem> freeBusy(Collection<String> addresses, Instant from, Instant to) {
        return ApiClient.await(freeBusyAsync(addresses, from, to));
    }

    /** Twin of {@link #freeBusy(Collection, Instant, Instant)}. */
    public CompletableFuture<List<FreeBusyItem>> freeBusyAsync(Collection<String> addresses, Instant from, Instant to) {
        ApiCall call = ApiCall.post("v1", "freebusy:batch").json(RequestJson.window(addresses, from, to));
        return api.send(call.repeatable(), CalendarJson::freeBusyItems);
    }

    /** Who of up to 1,000 people is free from then for that long, and who next when; in the order asked. */
    public List<AvailabilityItem> availability(Collection<String> addresses, Instant start, Duration duration) {
        return ApiClient.await(availabilityAsync(addresses, start, duration));
    }

    /** Twin of {@link #availability}. */
    public CompletableFuture<List<AvailabilityItem>> availabilityAsync(
            Collection<String> addresses, Instant start, Duration duration) {
        ApiCall call = ApiCall.post("v1", "availability").json(RequestJson.availability(addresses, start, duration));
        return api.send(call.repeatable(), CalendarJson::availabilityItems);
    }

    /** When the person works, for their own eyes. */
    public WorkingHours workingHours(String address) {
        return ApiClient.await(workingHoursAsync(address));
    }

    /** Twin of {@link #workingHours}. */
    public CompletableFuture<WorkingHours> workingHoursAsync(String address) {
        return api.send(ApiCall.get("v1", "people", address, WORKING_HOURS), WeekJson::workingHours);
    }

    /** Says when the person works; at least one day, none over midnight. What a calendar states goes before it. */
    public WorkingHours putWorkingHours(String address, WeeklyHours week) {
        return ApiClient.await(putWorkingHoursAsync(address, week));
    }

    /** Twin of {@link #putWorkingHours}. */
    public CompletableFuture<WorkingHours> putWorkingHoursAsync(String address, WeeklyHours week) {
        ApiCall call = ApiCall.put("v1", "people", address, WORKING_HOURS).json(WeekJson.write(week));
        return api.send(call, WeekJson::workingHours);
    }

    /** Forgets when the person works. */
    public void deleteWorkingHours(String address) {
        ApiClient.await(deleteWorkingHoursAsync(address));
    }

    /** Twin of {@link #deleteWorkingHours}. */
    public CompletableFuture<Void> deleteWorkingHoursAsync(String address) {
        return api.send(ApiCall.delete("v1", "people", address, WORKING_HOURS), RequestJson::nothing);
    }

    /** When up to 1,000 people can meet: the best times first, and whose time is not known. */
    public MeetingTimes meetingTimes(MeetingQuery query) {
        return ApiClient.await(meetingTimesAsync(query));
    }

    /** Twin of {@link #meetingTimes}. */
    public CompletableFuture<MeetingTimes> meetingTimesAsync(MeetingQuery query) {
        ApiCall call = ApiCall.post("v1", "meeting-times").json(MeetingJson.query(query));
        return api.send(call.repeatable(), MeetingJson::times);
    }

    /** Makes a link to one's own busy time of the coming 1 to 400 days, for {@code life}. */
    public FreeBusyLink createFreeBusyLink(Level level, int days, Duration life) {
        return ApiClient.await(createFreeBusyLinkAsync(level, days, life));
    }

    /** Twin of {@link #createFreeBusyLink}. */
    public CompletableFuture<FreeBusyLink> createFreeBusyLinkAsync(Level level, int days, Duration life) {
        ApiCall call = ApiCall.post("v1", "freebusy-links").json(RequestJson.freeBusyLink(level, days, life));
        return api.send(call, CalendarJson::freeBusyLink);
    }

    /** One's own links that are not revoked, without their addresses. */
    public List<FreeBusyLink> freeBusyLinks() {
        return ApiClient.await(freeBusyLinksAsync());
    }

    /** Twin of {@link #freeBusyLinks}. */
    public CompletableFuture<List<FreeBusyLink>> freeBusyLinksAsync() {
        return api.send(ApiCall.get("v1", "freebusy-links"), CalendarJson::freeBusyLinks);
    }

    /** Ends a link, at once. */
    public void revokeFreeBusyLink(String id) {
        ApiClient.await(revokeFreeBusyLinkAsync(id));
    }

    /** Twin of {@link #revokeFreeBusyLink}. */
    public CompletableFuture<Void> revokeFreeBusyLinkAsync(String id) {
        return api.send(ApiCall.delete("v1", "freebusy-links", id), RequestJson::nothing);
    }

    /** A person's calendars, by id. */
    public List<CalendarSource> list(String address) {
        return ApiClient.await(listAsync(address));
    }

    /** Twin of {@link #list}. */
    public CompletableFuture<List<CalendarSource>> listAsync(String address) {
        return api.send(ApiCall.get("v1", "people", address, "calendars"), CalendarJson::calendars);
    }

    /** One calendar. */
    public CalendarSource get(String address, String id) {
        return ApiClient.await(getAsync(address, id));
    }

    /** Twin of {@link #get}. */
    public CompletableFuture<CalendarSource> getAsync(String address, String id) {
        return api.send(ApiCall.get("v1", "people", address, "calendars", id), CalendarJson::calendar);
    }

    /**
     * Puts the text of an iCalendar file, at most 10 MB, under an id of your choice. What cannot be counted is told in
     * the answer and does not spoil the rest.
     */
    public CalendarSource put(String address, String id, String iCalendar) {
        return ApiClient.await(putAsync(address, id, iCalendar));
    }

    /** Twin of {@link #put(String, String, String)}. */
    public CompletableFuture<CalendarSource> putAsync(String address, String id, String iCalendar) {
        ApiCall call = ApiCall.put("v1", "people", address, "calendars", id)
                .body("text/calendar; charset=utf-8", iCalendar.getBytes(StandardCharsets.UTF_8));
        return api.send(call, CalendarJson::calendar);
    }

    /** Tells the server where to read a calendar, by http, https or webcal; the URL is never told again. */
    public CalendarSource put(String address, String id, URI url) {
        return ApiClient.await(putAsync(address, id, url));
    }

    /** Twin of {@link #put(String, String, URI)}. */
    public CompletableFuture<CalendarSource> putAsync(String address, String id, URI url) {
        return putAsync(address, id, CalendarFeed.at(url));
    }

    /** The same, with what the calendar does and what its server asks for. */
    public CalendarSource put(String address, String id, CalendarFeed feed) {
        return ApiClient.await(putAsync(address, id, feed));
    }

    /** Twin of {@link #put(String, String, CalendarFeed)}. */
    public CompletableFuture<CalendarSource> putAsync(String address, String id, CalendarFeed feed) {
        ApiCall call = ApiCall.put("v1", "people", address, "calendars", id).json(CalendarJson.write(feed));
        return api.send(call, CalendarJson::calendar);
    }

    /** Changes what a calendar does, wherever it comes from. */
    public CalendarSource setEffect(String address, String id, CalendarEffect effect) {
        return ApiClient.await(setEffectAsync(address, id, effect));
    }

    /** Twin of {@link #setEffect}. */
    public CompletableFuture<CalendarSource> setEffectAsync(String address, String id, CalendarEffect effect) {
        ApiCall call = ApiCall.patch("v1", "people", address, "calendars", id)
                .json(RequestJson.object("effect", effect.word()));
        return api.send(call, CalendarJson::calendar);
    }

    /** Forgets a calendar. */
    public void delete(String address, String id) {
        ApiClient.await(deleteAsync(address, id));
    }

    /** Twin of {@link #delete}. */
    public CompletableFuture<Void> deleteAsync(String address, String id) {
        return api.send(ApiCall.delete("v1", "people", address, "calendars", id), RequestJson::nothing);
    }

    /** Has the server read a calendar again now. */
    public CalendarSource refresh(String address, String id) {
        return ApiClient.await(refreshAsync(address, id));
    }

    /** Twin of {@link #refresh}. */
    public CompletableFuture<CalendarSource> refreshAsync(String address, String id) {
        ApiCall call = ApiCall.post("v1", "people", address, "calendars", id + ":refresh");
        return api.send(call.repeatable(), CalendarJson::calendar);
    }
}
