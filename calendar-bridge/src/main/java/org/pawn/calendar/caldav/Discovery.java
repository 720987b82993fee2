package org.pawn.calendar.caldav;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.namespace.QName;
import okhttp3.HttpUrl;
import org.pawn.calendar.source.FetchFailure;

/**
 * Finds the calendars behind an address: it is one itself, or holds them, or is a server's, where the way goes by
 * {@code /.well-known/caldav} (RFC 6764 section 5), who we are there (RFC 5397) and where that one's calendars are
 * (RFC 4791 section 6.2.1).
 */
final class Discovery {
    private static final int MAX_HOMES = 4;
    private static final int MAX_COLLECTIONS = 64;
    private static final int FORBIDDEN = 403;

    /** What is behind an address. */
    sealed interface Found {
        /**
         * @param homes where the calendars were listed, to be looked into again; empty for the address itself
         * @param collections in the server's order
         */
        record Calendars(List<HttpUrl> homes, List<CalendarCollection> collections) implements Found {}

        /** Something that we may not look into: busy time may still be told. */
        record Closed() implements Found {}

        /** No CalDAV at all; {@code status} is what the address answered. */
        record Nothing(int status) implements Found {}
    }

    private final DavClient dav;

    Discovery(DavClient dav) {
        this.dav = dav;
    }

    /** @param homes where they were last time; looked into first */
    Found from(HttpUrl address, List<HttpUrl> homes) throws IOException, MalformedAnswer {
        Optional<Found.Calendars> again = in(homes);
        return again.isPresent() ? again.get() : from(address);
    }

    private Found from(HttpUrl address) throws IOException, MalformedAnswer {
        Found found = at(address);
        boolean isServer = address.encodedPath().equals("/");
        if (!(found instanceof Found.Calendars) && isServer) {
            Found wellKnown = at(address.resolve("/.well-known/caldav"));
            return wellKnown instanceof Found.Calendars ? wellKnown : found;
        }
        return found;
    }

    private Found at(HttpUrl address) throws IOException, MalformedAnswer {
        List<DavResponse> responses = new ArrayList<>();
        DavClient.Answer answer = dav.propfind(address, 0, responses::add);
        if (!answer.isMultistatus() || responses.isEmpty()) {
            return answer.status() == FORBIDDEN ? new Found.Closed() : new Found.Nothing(answer.status());
        }
        DavResponse self = responses.get(0);
        if (self.isCalendar()) {
            return new Found.Calendars(List.of(), List.of(CalendarCollection.of(answer.from(), self)));
        }
        Optional<Found.Calendars> found = in(homes(self, answer.from()));
        if (found.isEmpty()
                && self.isCollection()
                && !answer.from().encodedPath().equals("/")) {
            found = in(List.of(answer.from()))
                    .filter(listed -> !listed.collections().isEmpty());
        }
        if (found.isEmpty()) {
            found = in(homesOfPrincipal(self, answer.from()));
        }
        return found.isPresent() ? found.get() : new Found.Nothing(answer.status());
    }

    private List<HttpUrl> homesOfPrincipal(DavResponse self, HttpUrl base) throws IOException, MalformedAnswer {
        for (HttpUrl principal : urls(self, DavNames.CURRENT_USER_PRINCIPAL, base)) {
            List<DavResponse> responses = new ArrayList<>();
            DavClient.Answer answer = dav.propfind(principal, 0, responses::add);
            if (answer.isMultistatus() && !responses.isEmpty()) {
                return homes(responses.get(0), answer.from());
            }
        }
        return List.of();
    }

    private static List<HttpUrl> homes(DavResponse principal, HttpUrl base) {
        return urls(principal, DavNames.CALENDAR_HOME_SET, base);
    }

    private static List<HttpUrl> urls(DavResponse response, QName property, HttpUrl base) {
        return response.hrefs(property).stream()
                .map(base::resolve)
                .flatMap(url -> Optional.ofNullable(url).stream())
                .limit(MAX_HOMES)
                .toList();
    }

    /** Empty where there is no home, or one of them is none. */
    private Optional<Found.Calendars> in(List<HttpUrl> homes) throws IOException, MalformedAnswer {
        Map<HttpUrl, CalendarCollection> collections = new LinkedHashMap<>();
        for (HttpUrl home : homes) {
            List<DavResponse> responses = new ArrayList<>();
            DavClient.Answer answer = dav.propfind(home, 1, response -> {
                if (response.isCalendar()) {
                    responses.add(response);
                }
            });
            if (!answer.isMultistatus()) {
                return Optional.empty();
            }
            for (DavResponse response : responses) {
                HttpUrl url = answer.from().resolve(response.href());
                if (url != null) {
                    collections.putIfAbsent(url, CalendarCollection.of(url, response));
                }
            }
        }
        if (collections.size() > MAX_COLLECTIONS) {
            throw new FetchFailure("More than " + MAX_COLLECTIONS + " calendars are behind this address; name one.");
        }
        return homes.isEmpty()
                ? Optional.empty()
                : Optional.of(new Found.Calendars(homes, List.copyOf(collections.values())));
    }
}
