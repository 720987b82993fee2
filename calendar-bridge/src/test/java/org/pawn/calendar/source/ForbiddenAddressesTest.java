package org.pawn.calendar.source;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import okhttp3.Dns;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pawn.calendar.CalendarHouse;
import org.pawn.calendar.caldav.CalDavSource;
import org.pawn.calendar.ical.IcalExpander;
import org.pawn.freebusy.CalendarBytes;
import org.pawn.freebusy.CalendarExpansion;
import org.pawn.freebusy.CalendarOwner;
import org.pawn.freebusy.CalendarSource.Fetch;
import org.pawn.freebusy.FeedRequest;
import org.pawn.freebusy.TimeSpan;
import org.pawn.refusal.Refusal;
import org.pawn.time.SettableTime;

/** However this machine is spelled, and whoever leads there, nobody is connected to it, and nothing tells what is open. */
final class ForbiddenAddressesTest {
    private static final String UNREACHABLE = "The calendar's address could not be read.";
    private static final String OPEN = "127.0.0.2"; // the one address that the administrator lists
    private static final String NO_ADDRESS =
            "A calendar's address is http, https or webcal, with at most 2048 characters.";

    private final Listener listener = new Listener();
    private Optional<GuardedHttp> opened = Optional.empty();

    @AfterEach
    void close() {
        opened.ifPresent(GuardedHttp::close);
        listener.close();
    }

    /** As the server reads feeds: CalDAV where it answers, else a file. */
    private String read(String url, Dns names, String... openNetworks) {
        GuardedHttp http = new GuardedHttp(
                Stream.of(openNetworks).map(Network::parse).toList(),
                System::nanoTime,
                Duration.ofSeconds(5),
                new Random(1),
                names);
        opened.ifPresent(GuardedHttp::close);
        opened = Optional.of(http);
        CalDavSource source = new CalDavSource(http, new SettableTime(Instant.EPOCH));
        try {
            Fetch fetch = source.fetch(source.accepted(FeedRequest.of(url)), Optional.empty());
            return fetch instanceof Fetch.Failed failed ? failed.reason() : fetch.toString();
        } catch (Refusal.Invalid notEvenAnAddress) {
            return notEvenAnAddress.getMessage();
        }
    }

    static Stream<String> spellings() {
        return Stream.of(
                "127.0.0.1",
                "127.1",
                "127.0.1",
                "127.255.255.254",
                "2130706433",
                "017700000001",
                "0x7f000001",
                "0x7f.0x0.0x0.0x1",
                "0x7f.1",
                "0177.0.0.1",
                "0177.1",
                "00000177.00000000.00000000.00000001",
                "127.0.0.1.",
                "127.0.0.01",
                "%31%32%37.0.0.1",
                "127%2e0%2e0%2e1",
                "127\u30020\u30020\u30021",
                "\uff11\uff12\uff17.\uff10.\uff10.\uff11",
                "\u2460\u2461\u2466.\u24ea.\u24ea.\u2460",
                "0",
                "0.0.0.0",
                "0x0",
                "00",
                "[::]",
                "[::1]",
                "[0:0:0:0:0:0:0:1]",
                "[0000::0001]",
                "[::ffff:127.0.0.1]",
                "[::ffff:7f00:1]",
                "[0:0:0:0:0:ffff:127.0.0.1]",
                "[::127.0.0.1]",
                "[::7f00:1]",
                "[::ffff:0:127.0.0.1]",
                "[2002:7f00:1::]",
                "[2002:7f00:1::1]",
                "[64:ff9b::127.0.0.1]",
                "[64:ff9b::7f00:1]",
                "[64:ff9b:1::7f00:1]",
                "[2001:0:4136:e378:8000:63bf:80ff:fffe]",
                "[fe80::1]",
                "[::1%25lo]",
                "[fc00::1]",
                "[fec0::1]",
                "localhost",
                "localhost.",
                "LOCALHOST",
                "ip6-localhost",
                "example.com@127.0.0.1",
                "127.0.0.1#@example.com",
                "127.0.0.1\\@example.com",
                "169.254.169.254",
                "[fd00:ec2::254]",
                "10.0.0.1",
                "100.64.0.1",
                "192.168.0.1",
                "255.255.255.255",
                "224.0.0.1");
    }

    @ParameterizedTest
    @MethodSource("spellings")
    void noSpellingOfThisMachineOrItsNetworksIsConnectedTo(String host) {
        String file = read("http://" + atTheListener(host) + "/a.ics", Dns.SYSTEM);
        String server = read("http://" + atTheListener(host) + "/", Dns.SYSTEM);

        assertThat(file).isIn(UNREACHABLE, NO_ADDRESS);
        assertThat(server).isEqualTo(file);
        assertThat(listener.connectionsAfterOurOwn()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "[::1]", "localhost"})
    void whetherAPortIsOpenCannotBeTold(String host) {
        String open = read("http://" + host + ":" + listener.port() + "/a.ics", Dns.SYSTEM);
        int connections = listener.connectionsAfterOurOwn();
        listener.close();
        String closed = read("http://" + host + ":" + listener.port() + "/a.ics", Dns.SYSTEM);

        assertThat(open).isEqualTo(closed).isEqualTo(UNREACHABLE);
        assertThat(connections).isZero(); // refused before it is tried, so that time tells nothing either
    }

    @Test
    void whereARedirectLeadsCannotBeToldOpenFromClosed() {
        try (FaultServer first = new FaultServer(OPEN)) {
            first.on("/", exchange -> {
                exchange.getResponseHeaders().set("Location", "http://127.0.0.1:" + listener.port() + "/b.ics");
                exchange.sendResponseHeaders(302, -1);
            });

            String open = read(first.url("/a.ics"), Dns.SYSTEM, OPEN);
            int connections = listener.connectionsAfterOurOwn();
            listener.close();
            String closed = read(first.url("/a.ics"), Dns.SYSTEM, OPEN);

            assertThat(open).isEqualTo(closed).isEqualTo(UNREACHABLE);
            assertThat(connections).isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("spellings")
    void noRedirectLeadsThere(String host) {
        try (FaultServer first = new FaultServer(OPEN)) {
            first.on("/", exchange -> {
                String location = "http://" + atTheListener(host) + "/b.ics";
                exchange.getResponseHeaders().set("Location", new String(location.getBytes(UTF_8), ISO_8859_1));
                exchange.sendResponseHeaders(302, -1);
            });

            String file = read(first.url("/a.ics"), Dns.SYSTEM, OPEN);
            String server = read(first.url("/dav/"), Dns.SYSTEM, OPEN);

            assertThat(file).isEqualTo(UNREACHABLE);
            assertThat(server).isEqualTo(UNREACHABLE);
            assertThat(first.requests).hasSizeGreaterThanOrEqualTo(2);
            assertThat(listener.connectionsAfterOurOwn()).isZero();
        }
    }

    @Test
    void aNameThatFlipsBetweenAnswersGetsThereNeither() {
        try (FaultServer first = new FaultServer(OPEN)) {
            first.on("/a.ics", exchange -> {
                exchange.getResponseHeaders().set("Location", "http://flip.example.com:" + listener.port() + "/b.ics");
                exchange.sendResponseHeaders(302, -1);
            });
            Deque<String> answers = new ArrayDeque<>(List.of(OPEN));

            String answer = read(
                    "http://flip.example.com:" + first.port() + "/a.ics",
                    name -> addresses(answers.isEmpty() ? "127.0.0.1" : answers.poll()),
                    OPEN);

            assertThat(first.requests).hasSize(1);
            assertThat(answer).isEqualTo(UNREACHABLE);
            assertThat(listener.connectionsAfterOurOwn()).isZero();
        }
    }

    @Test
    void aNameWithAGoodAndAForbiddenAddressLeadsToTheGoodOneAlone() {
        try (FaultServer good = new FaultServer(OPEN)) {
            good.on("/a.ics", 404, new byte[0]);

            String answer = read(
                    "http://two.example.com:" + good.port() + "/a.ics",
                    name -> List.of(
                            addresses("127.0.0.1").get(0), addresses(OPEN).get(0)),
                    OPEN);

            assertThat(answer).isEqualTo("The calendar's server answered 404.");
        }
    }

    private String atTheListener(String host) {
        return host.contains("#") ? host.replace("#", ":" + listener.port() + "/#") : host + ":" + listener.port();
    }

    @Test
    void aFileThatNamesWhereItsZonesAreKeptIsNotFollowed() {
        String url = "http://127.0.0.1:" + listener.port() + "/zones/Somewhere";
        CalendarBytes calendar = CalendarBytes.of(String.join(
                "\r\n",
                "BEGIN:VCALENDAR",
                "BEGIN:VTIMEZONE",
                "TZID:Somewhere",
                "TZURL:" + url,
                "BEGIN:STANDARD",
                "DTSTART:19700101T000000",
                "TZOFFSETFROM:+0100",
                "TZOFFSETTO:+0100",
                "TZURL:" + url,
                "END:STANDARD",
                "END:VTIMEZONE",
                "BEGIN:VEVENT",
                "UID:1",
                "URL:" + url,
                "ATTACH:" + url,
                "DTSTART;TZID=Somewhere:20300304T090000",
                "DURATION:PT1H",
                "RRULE:FREQ=DAILY",
                "END:VEVENT",
                "END:VCALENDAR",
                ""));
        Instant day = Instant.parse("2030-03-04T00:00:00Z");

        CalendarExpansion expansion = new IcalExpander(System::nanoTime)
                .expand(
                        calendar,
                        CalendarOwner.of(CalendarHouse.ALICE, ZoneId.of("Europe/Berlin")),
                        new TimeSpan(day, day.plus(Duration.ofDays(1))));

        assertThat(expansion.events()).hasSize(1);
        assertThat(listener.connectionsAfterOurOwn()).isZero();
    }

    private static List<InetAddress> addresses(String address) {
        try {
            return List.of(InetAddress.getByName(address));
        } catch (UnknownHostException notNumeric) {
            throw new IllegalStateException(notNumeric);
        }
    }
}
