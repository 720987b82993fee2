package org.pawn.calendar.source;

import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okhttp3.Response;
import okio.BufferedSource;
import org.pawn.freebusy.CalendarBytes;
import org.pawn.freebusy.CalendarOrigin;
import org.pawn.freebusy.CalendarSource;
import org.pawn.freebusy.FeedCredentials;
import org.pawn.freebusy.FeedRequest;
import org.pawn.freebusy.StoredCalendar;
import org.pawn.refusal.Refusal;

/**
 * Feeds that are one file, fetched over HTTP only if they have changed (RFC 9110 section 13). What is read is capped
 * after decompression. An address that may not be reached and one that does not answer give the same sentence.
 */
public final class HttpCalendarSource implements CalendarSource {
    public static final int MAX_BYTES = 10 * 1024 * 1024;
    private static final int MAX_URL = 2048;
    private static final String TAG = "[\\x20-\\x7e]{1,1024}"; // what can be sent back

    private final GuardedHttp http;

    public HttpCalendarSource(GuardedHttp http) {
        this.http = http;
    }

    @Override
    public CalendarOrigin.Feed accepted(FeedRequest request) {
        String text = request.url().strip();
        int colon = text.indexOf(':');
        String scheme = colon < 0 ? "" : text.substring(0, colon).toLowerCase(Locale.ROOT);
        String web = scheme.equals("webcal") || scheme.equals("webcals") ? "https" + text.substring(colon) : text;
        HttpUrl parsed = HttpUrl.parse(web);
        if (parsed == null || text.length() > MAX_URL) {
            throw new Refusal.Invalid(
                    "url", "A calendar's address is http, https or webcal, with at most " + MAX_URL + " characters.");
        }
        Optional<FeedCredentials> inside = userInfo(parsed);
        if (inside.isPresent() && request.credentials().isPresent()) {
            throw new Refusal.Invalid("user", "The address has a user name already; give one of them.");
        }
        return new CalendarOrigin.Feed(
                parsed.newBuilder()
                        .fragment(null)
                        .username("")
                        .password("")
                        .build()
                        .uri(),
                inside.or(request::credentials));
    }

    private static Optional<FeedCredentials> userInfo(HttpUrl url) {
        if (url.username().isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new FeedCredentials(url.username(), url.password()));
        } catch (IllegalArgumentException notTaken) {
            throw new Refusal.Invalid("url", "The user name or password in the address is not taken.");
        }
    }

    @Override
    public Fetch fetch(CalendarOrigin.Feed feed, Optional<StoredCalendar.Copy> known) {
        try {
            return fetch(http.round(feed), known);
        } catch (FetchFailure failed) {
            return new Fetch.Failed(failed.sentence());
        } catch (IOException unreachable) {
            return new Fetch.Failed(Round.UNREACHABLE);
        }
    }

    /** The same within a round that has begun already. */
    public Fetch fetch(Round round, Optional<StoredCalendar.Copy> known) throws IOException {
        try (Response response = round.send(request(round.address(), known))) {
            return read(response, known);
        }
    }

    private static Request request(HttpUrl url, Optional<StoredCalendar.Copy> known) {
        Request.Builder request = new Request.Builder().url(url).header("Accept", "text/calendar, */*;q=0.1");
        known.flatMap(StoredCalendar.Copy::entityTag).ifPresent(tag -> request.header("If-None-Match", tag));
        known.flatMap(StoredCalendar.Copy::lastModified).ifPresent(date -> request.header("If-Modified-Since", date));
        return request.build();
    }

    private static Fetch read(Response response, Optional<StoredCalendar.Copy> known) throws IOException {
        if (response.code() == 304 && known.isPresent()) {
            return new Fetch.Unchanged();
        }
        if (response.code() != 200) {
            throw FetchFailure.answered(response.code());
        }
        BufferedSource body = response.body().source();
        if (body.request(MAX_BYTES + 1L)) {
            throw new FetchFailure("The calendar has more than " + MAX_BYTES + " bytes.");
        }
        return new Fetch.Fresh(
                CalendarBytes.of(body.readByteArray()), header(response, "ETag"), header(response, "Last-Modified"));
    }

    private static Optional<String> header(Response response, String name) {
        return Optional.ofNullable(response.header(name)).filter(value -> value.matches(TAG));
    }
}
