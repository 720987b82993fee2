package org.pawn.calendar.caldav;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pawn.calendar.CalendarHouse;
import org.pawn.calendar.source.FaultServer;
import org.pawn.freebusy.CalendarReport;
import org.pawn.freebusy.Coverage;
import org.pawn.freebusy.FeedCredentials;

/** Whatever goes wrong, and wherever, the good copy stays, its owner is told, and the next reading makes up for it. */
final class CalDavFaultsTest {
    private static final String A = DavServer.WORK + "a.ics";
    private static final int MEGABYTE = 1024 * 1024;

    /** What can be wrong with an answer. */
    enum Fault {
        DRIPPING(exchange -> {
            exchange.sendResponseHeaders(207, 0);
            OutputStream out = exchange.getResponseBody();
            for (byte octet :
                    "<?xml version='1.0'?><D:multistatus xmlns:D='DAV:'>".getBytes(StandardCharsets.US_ASCII)) {
                out.write(octet);
                out.flush();
                LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
            }
        }),
        HUGE(exchange -> {
            exchange.sendResponseHeaders(207, 0);
            OutputStream out = exchange.getResponseBody();
            out.write("<D:multistatus xmlns:D='DAV:'><D:response><D:href>".getBytes(StandardCharsets.US_ASCII));
            byte[] chunk = "a".repeat(MEGABYTE).getBytes(StandardCharsets.US_ASCII);
            for (int i = 0; i < 64; i++) {
                out.write(chunk);
            }
        }),
        COMPRESSED_BOMB(exchange -> {
            ByteArrayOutputStream bomb = new ByteArrayOutputStream();
            try (GZIPOutputStream gzip = new GZIPOutputStream(bomb)) {
                gzip.write("<D:multistatus xmlns:D='DAV:'><D:responsedescription>".getBytes(StandardCharsets.US_ASCII));
                for (int i = 0; i < 64; i++) {
                    gzip.write("a".repeat(MEGABYTE).getBytes(StandardCharsets.US_ASCII));
                }
            }
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            exchange.sendResponseHeaders(207, bomb.size());
            exchange.getResponseBody().write(bomb.toByteArray());
        }),
        GARBAGE(exchange -> DavServer.send(exchange, 207, "application/xml", "\u0000\u0001 this is no XML <<<")),
        BROKEN_CHARACTERS(exchange -> {
            byte[] bytes = {'<', 'D', ':', (byte) 0xff, (byte) 0xfe, (byte) 0xc3, '>'};
            exchange.sendResponseHeaders(207, bytes.length);
            exchange.getResponseBody().write(bytes);
        }),
        ANOTHER_XML(exchange -> DavServer.send(exchange, 207, "application/xml", "<rss><channel/></rss>")),
        LOGIN_PAGE(exchange ->
                DavServer.send(exchange, 200, "text/html", "<html><body>Please sign in<form></form></body></html>")),
        CUT_OFF(exchange -> DavServer.send(
                exchange, 207, "application/xml", "<D:multistatus xmlns:D='DAV:'><D:response><D:href>/calend")),
        HUNG_UP(exchange -> {
            exchange.sendResponseHeaders(207, 5_000);
            exchange.getResponseBody().write("<D:multistatus xmlns:D='DAV:'>".getBytes(StandardCharsets.US_ASCII));
        }),
        LAUGHING_ENTITIES(exchange -> DavServer.send(
                exchange,
                207,
                "application/xml",
                "<!DOCTYPE m [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;'><!ENTITY c SYSTEM 'file:///etc/passwd'>]>"
                        + "<D:multistatus xmlns:D='DAV:'><D:response><D:href>&b;&c;</D:href></D:response>"
                        + "</D:multistatus>")),
        NESTED(exchange -> DavServer.send(
                exchange, 207, "application/xml", "<D:multistatus xmlns:D='DAV:'>" + "<D:x>".repeat(100_000))),
        UNAUTHORIZED(exchange -> DavServer.send(exchange, 401, "text/plain", "")),
        SERVER_ERROR(exchange -> DavServer.send(exchange, 500, "text/plain", "trouble")),
        UNAVAILABLE(exchange -> DavServer.send(exchange, 503, "text/plain", "")),
        REDIRECT_INSIDE(exchange -> redirect(exchange, "http://169.254.169.254/latest/")),
        REDIRECT_WITHOUT_END(
                exchange -> redirect(exchange, exchange.getRequestURI().toString())),
        REDIRECT_TO_NOTHING(exchange -> exchange.sendResponseHeaders(302, -1));

        private final DavServer.Fault fault;

        Fault(DavServer.Fault fault) {
            this.fault = fault;
        }
    }

    private final DavHouse alice = new DavHouse(Duration.ofSeconds(2));

    @BeforeEach
    void fill() {
        alice.server.put(A, DavHouse.event("a", 8));
        alice.put(DavServer.WORK);
        alice.server.put(A, DavHouse.event("a", 9));
    }

    @AfterEach
    void close() {
        alice.close();
    }

    private static void redirect(HttpExchange exchange, String to) throws IOException {
        exchange.getResponseHeaders().set("Location", to);
        exchange.sendResponseHeaders(302, -1);
    }

    @ParameterizedTest
    @EnumSource
    void whenItLooksForTheCalendar(Fault fault) {
        assertThatNothingIsLost(fault, "PROPFIND");
    }

    @ParameterizedTest
    @EnumSource
    void whenItAsksWhatHasChanged(Fault fault) {
        assertThatNothingIsLost(fault, "sync-collection", "calendar-query");
    }

    @ParameterizedTest
    @EnumSource
    void whenItReadsEntries(Fault fault) {
        assertThatNothingIsLost(fault, "calendar-multiget", "GET");
    }

    private void assertThatNothingIsLost(Fault fault, String... requests) {
        String before = alice.copy();
        List.of(requests).forEach(request -> alice.server.on(request, fault.fault));

        CalendarReport report = alice.refresh();

        assertThat(report.problem()).isPresent();
        assertThat(report.coverage()).isEqualTo(Coverage.KNOWN);
        assertThat(report.calendar().copy().orElseThrow().readAt()).isEqualTo(DavHouse.MORNING);
        assertThat(alice.copy()).isEqualTo(before);
        assertThat(alice.busyHours()).containsExactly(8);

        alice.server.well();
        assertThat(alice.refresh().problem()).isEmpty();
        assertThat(alice.busyHours()).containsExactly(9);
    }

    @Test
    void aServerThatIsGoneAndAnAddressThatIsForbiddenReadTheSame() {
        alice.server.close();
        String gone = alice.refresh().problem().orElseThrow();

        try (DavHouse bob = new DavHouse()) {
            String forbidden = bob.put("http://10.0.0.1/").problem().orElseThrow();

            assertThat(gone).isEqualTo(forbidden).isEqualTo("The calendar's address could not be read.");
        }
    }

    @Test
    void aRedirectToAnotherHostIsFollowedWithoutThePassword() {
        try (FaultServer other = new FaultServer()) {
            other.on("/", exchange -> exchange.sendResponseHeaders(401, -1));
            alice.server.on("PROPFIND", exchange -> redirect(exchange, other.url("/")));

            CalendarReport report = alice.put(DavServer.WORK, new FeedCredentials("alice", "s3cret"));

            assertThat(report.problem())
                    .contains("The calendar's server sends on to another host, which is not told the password.");
            assertThat(other.requests).isNotEmpty();
            assertThat(other.requests)
                    .noneMatch(request -> request.getRequestHeaders().containsKey("Authorization"));
        }
    }

    @Test
    void aCalendarNotReadForADayIsUnknownUntilItIsReadAgain() {
        alice.server.on("PROPFIND", Fault.UNAVAILABLE.fault);
        alice.house.time.advance(Duration.ofHours(24));

        CalendarReport report = alice.refresh();
        assertThat(report.coverage()).isEqualTo(Coverage.STALE);
        assertThat(alice.busy().coverage()).isEqualTo(Coverage.STALE);
        assertThat(alice.busy().unknown()).hasSize(1);

        alice.server.well();
        alice.refresh();
        assertThat(alice.busy().coverage()).isEqualTo(Coverage.KNOWN);
        assertThat(alice.house.calendars.get(CalendarHouse.ALICE, "work").problem())
                .isEmpty();
    }
}
