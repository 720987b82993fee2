package org.pawn.calendar.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pawn.freebusy.CalendarBytes;
import org.pawn.freebusy.CalendarOrigin;
import org.pawn.freebusy.CalendarSource.Fetch;
import org.pawn.freebusy.FeedRequest;
import org.pawn.freebusy.StoredCalendar;
import org.pawn.refusal.Refusal;

final class HttpCalendarSourceTest {
    private static final byte[] CALENDAR = "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final Duration SHORT = Duration.ofSeconds(2);

    private final FaultServer server = new FaultServer();
    private final GuardedHttp http = http("127.0.0.0/8");
    private final HttpCalendarSource source = new HttpCalendarSource(http);

    @AfterEach
    void close() {
        http.close();
        server.close();
    }

    private static GuardedHttp http(String... open) {
        return new GuardedHttp(Stream.of(open).map(Network::parse).toList(), System::nanoTime, SHORT, new Random(1));
    }

    private Fetch fetch(String path) {
        return source.fetch(accepted(server.url(path)), Optional.empty());
    }

    private CalendarOrigin.Feed accepted(String url) {
        return source.accepted(FeedRequest.of(url));
    }

    private static OutputStream redirect(com.sun.net.httpserver.HttpExchange exchange, String to) throws IOException {
        exchange.getResponseHeaders().set("Location", to);
        exchange.sendResponseHeaders(302, -1);
        return OutputStream.nullOutputStream();
    }

    @Test
    void aCalendarComesWithItsTagAndDate() {
        server.on("/a.ics", exchange -> {
            exchange.getResponseHeaders().set("ETag", "\"v1\"");
            exchange.getResponseHeaders().set("Last-Modified", "Mon, 04 Mar 2030 12:00:00 GMT");
            exchange.sendResponseHeaders(200, CALENDAR.length);
            exchange.getResponseBody().write(CALENDAR);
        });

        Fetch fetch = fetch("/a.ics");

        assertThat(fetch)
                .isEqualTo(new Fetch.Fresh(
                        CalendarBytes.of(CALENDAR),
                        Optional.of("\"v1\""),
                        Optional.of("Mon, 04 Mar 2030 12:00:00 GMT")));
    }

    @Test
    void aKnownCopyIsAskedForOnlyIfItHasChanged() {
        server.on("/a.ics", exchange -> {
            boolean same = "\"v1\"".equals(exchange.getRequestHeaders().getFirst("If-None-Match"));
            exchange.sendResponseHeaders(same ? 304 : 200, -1);
        });
        var known = new StoredCalendar.Copy(
                CalendarBytes.of(CALENDAR),
                Instant.parse("2030-03-04T12:00:00Z"),
                Optional.of("\"v1\""),
                Optional.empty());

        Fetch fetch = source.fetch(accepted(server.url("/a.ics")), Optional.of(known));

        assertThat(fetch).isEqualTo(new Fetch.Unchanged());
    }

    @Test
    void whatTheServerRefusesIsSaid() {
        server.on("/a.ics", 404, new byte[0]);

        assertThat(fetch("/a.ics")).isEqualTo(new Fetch.Failed("The calendar's server answered 404."));
    }

    @Test
    void aServerThatDripsIsLeftAtTheDeadline() {
        server.on("/slow.ics", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            OutputStream out = exchange.getResponseBody();
            for (int i = 0; i < 1000; i++) {
                out.write('B');
                out.flush();
                java.util.concurrent.locks.LockSupport.parkNanos(
                        Duration.ofMillis(100).toNanos());
            }
        });
        long before = System.nanoTime();

        Fetch fetch = fetch("/slow.ics");

        assertThat(fetch).isInstanceOf(Fetch.Failed.class);
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(SHORT.plusSeconds(2));
    }

    @Test
    void aCalendarThatIsTooLargeIsNotRead() {
        byte[] chunk = new byte[1024 * 1024];
        server.on("/huge.ics", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            for (int i = 0; i < 64; i++) {
                exchange.getResponseBody().write(chunk);
            }
        });

        assertThat(fetch("/huge.ics"))
                .isEqualTo(new Fetch.Failed("The calendar has more than " + HttpCalendarSource.MAX_BYTES + " bytes."));
    }

    @Test
    void aCompressedBombIsCutOffAtTheSameSize() throws IOException {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bomb)) {
            for (int i = 0; i < 64; i++) {
                gzip.write(new byte[1024 * 1024]);
            }
        }
        server.on("/bomb.ics", exchange -> {
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            exchange.sendResponseHeaders(200, bomb.size());
            exchange.getResponseBody().write(bomb.toByteArray());
        });

        assertThat(fetch("/bomb.ics"))
                .isEqualTo(new Fetch.Failed("The calendar has more than " + HttpCalendarSource.MAX_BYTES + " bytes."));
    }

    @Test
    void redirectsAreFollowedFiveTimesAndNoMore() {
        for (int i = 0; i < 7; i++) {
            String next = "/hop" + (i + 1);
            server.on("/hop" + i, exchange -> redirect(exchange, next));
        }
        server.on("/end5", exchange -> redirect(exchange, "/calendar"));
        server.on("/calendar", 200, CALENDAR);

        assertThat(fetch("/end5")).isInstanceOf(Fetch.Fresh.class);
        assertThat(fetch("/hop0")).isEqualTo(new Fetch.Failed("The calendar's server redirects too often."));
    }

    @Test
    void credentialsInTheAddressGoToItsOwnHostAlone() {
        try (FaultServer other = new FaultServer()) {
            server.on("/a.ics", exchange -> redirect(exchange, other.url("/b.ics")));
            other.on("/b.ics", 200, CALENDAR);

            Fetch fetch = source.fetch(
                    accepted("http://alice:s3cret@127.0.0.1:" + server.port() + "/a.ics"), Optional.empty());

            assertThat(fetch).isInstanceOf(Fetch.Fresh.class);
            assertThat(server.requests.get(0).getRequestHeaders().getFirst("Authorization"))
                    .startsWith("Basic ");
            assertThat(other.requests.get(0).getRequestHeaders().containsKey("Authorization"))
                    .isFalse();
        }
    }

    @Test
    void webcalIsHttps() {
        assertThat(accepted(" webcal://calendar.example.com/a.ics#x "))
                .isEqualTo(CalendarOrigin.Feed.of(URI.create("https://calendar.example.com/a.ics")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a.ics", "file:///etc/passwd", "ftp://example.com/a.ics", "gopher://x", "https://"})
    void anythingButAWebAddressIsRefused(String url) {
        assertThatThrownBy(() -> accepted(url)).isInstanceOf(Refusal.Invalid.class);
    }

    @Nested
    final class GivenNoNetworkIsOpenedByTheAdministrator {
        private final GuardedHttp closed = http();
        private final HttpCalendarSource guarded = new HttpCalendarSource(closed);

        @AfterEach
        void close() {
            closed.close();
        }

        private Fetch attempt(String url) {
            try {
                return guarded.fetch(accepted(url), Optional.empty());
            } catch (Refusal.Invalid notEvenAnAddress) {
                return new Fetch.Failed("The calendar's address could not be read.");
            }
        }

        @Test
        void aRedirectToAClosedAddressIsNotFollowed() {
            try (FaultServer inner = new FaultServer()) {
                // the first hop is open, the second is not: 127.0.0.1 and 127.0.0.2 both end on this machine
                GuardedHttp one = http("127.0.0.1/32");
                var onlyFirst = new HttpCalendarSource(one);
                server.on("/a.ics", exchange -> redirect(exchange, "http://127.0.0.2:" + inner.port() + "/b.ics"));
                inner.on("/b.ics", 200, CALENDAR);

                Fetch fetch = onlyFirst.fetch(accepted(server.url("/a.ics")), Optional.empty());

                assertThat(fetch).isEqualTo(new Fetch.Failed("The calendar's address could not be read."));
                assertThat(inner.requests).isEmpty();
                one.close();
            }
        }

        @Test
        void aClosedPortAndAForbiddenAddressReadTheSame() {
            int port = server.port();
            server.close();

            Fetch forbidden = attempt("http://127.0.0.1:" + port + "/a.ics");
            Fetch unanswered = source.fetch(accepted("http://127.0.0.1:" + port + "/a.ics"), Optional.empty());

            assertThat(forbidden).isEqualTo(unanswered);
        }
    }
}
