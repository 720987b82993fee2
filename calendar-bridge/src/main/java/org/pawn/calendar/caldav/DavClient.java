package org.pawn.calendar.caldav;

import java.io.IOException;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSource;
import org.pawn.calendar.source.HttpCalendarSource;
import org.pawn.calendar.source.Round;
import org.pawn.freebusy.CalendarBytes;
import org.pawn.freebusy.TimeSpan;

/** The requests of WebDAV and CalDAV that we make, within one round. */
final class DavClient {
    static final int MULTISTATUS = 207;
    static final int OK = 200;
    private static final MediaType XML = MediaType.get("application/xml; charset=utf-8");
    private static final int MAX_ENTRY = HttpCalendarSource.MAX_BYTES;
    private static final int MAX_LISTING = 2 * MAX_ENTRY; // 50,000 entries take 400 bytes each
    private static final int MAX_TAG = 2_048;

    /**
     * What came of a request.
     *
     * @param from where the answer came from, after redirects
     * @param token the new sync token, if one came
     */
    record Answer(int status, HttpUrl from, Optional<String> token) {
        boolean isMultistatus() {
            return status == MULTISTATUS;
        }
    }

    /**
     * What a plain request gave.
     *
     * @param type the media type, in whatever case; empty where none was given
     * @param bytes of status 200 alone; empty where there are too many
     */
    record Content(int status, String type, Optional<CalendarBytes> bytes) {
        boolean isCalendar() {
            return status == OK && type.toLowerCase(Locale.ROOT).startsWith("text/calendar");
        }
    }

    private final Round round;

    DavClient(Round round) {
        this.round = round;
    }

    Answer propfind(HttpUrl url, int depth, Consumer<DavResponse> responses) throws IOException, MalformedAnswer {
        return send(request("PROPFIND", url, depth, DavBody.DISCOVERY), MAX_ENTRY, MAX_TAG, responses);
    }

    Answer syncCollection(HttpUrl url, String token, Consumer<DavResponse> responses)
            throws IOException, MalformedAnswer {
        return send(request("REPORT", url, 0, DavBody.syncCollection(token)), MAX_LISTING, MAX_TAG, responses);
    }

    Answer query(HttpUrl url, Consumer<DavResponse> responses) throws IOException, MalformedAnswer {
        return send(request("REPORT", url, 1, DavBody.QUERY), MAX_LISTING, MAX_TAG, responses);
    }

    Answer multiget(HttpUrl url, Collection<String> hrefs, Consumer<DavResponse> responses)
            throws IOException, MalformedAnswer {
        return send(request("REPORT", url, 1, DavBody.multiget(hrefs)), MAX_ENTRY, MAX_ENTRY, responses);
    }

    Content freeBusy(HttpUrl url, TimeSpan window) throws IOException {
        String body = DavBody.freeBusy(window.start(), window.end());
        return content(request("REPORT", url, 1, body));
    }

    Content get(HttpUrl url) throws IOException {
        return content(
                new Request.Builder().url(url).header("Accept", "text/calendar").build());
    }

    boolean isOver() {
        return round.isOver();
    }

    private static Request request(String method, HttpUrl url, int depth, String body) {
        return new Request.Builder()
                .url(url)
                .header("Depth", String.valueOf(depth))
                .method(method, RequestBody.create(body, XML))
                .build();
    }

    private Answer send(Request request, int maxBytes, int maxText, Consumer<DavResponse> responses)
            throws IOException, MalformedAnswer {
        try (Response response = round.send(request)) {
            HttpUrl from = response.request().url();
            if (response.code() != MULTISTATUS) {
                return new Answer(response.code(), from, Optional.empty());
            }
            BoundedStream body = new BoundedStream(response.body().byteStream(), maxBytes);
            return new Answer(MULTISTATUS, from, MultistatusReader.read(body, maxText, responses));
        }
    }

    private Content content(Request request) throws IOException {
        try (Response response = round.send(request)) {
            String type = Optional.ofNullable(response.header("Content-Type")).orElse("");
            BufferedSource body = response.body().source();
            boolean isTaken = response.code() == OK && !body.request(MAX_ENTRY + 1L);
            return new Content(
                    response.code(),
                    type,
                    isTaken ? Optional.of(CalendarBytes.of(body.readByteArray())) : Optional.empty());
        }
    }
}
