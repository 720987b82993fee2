package org.pawn.server.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pawn.server.main.TestServer;
import org.pawn.time.SettableTime;
import org.slf4j.LoggerFactory;

/** A calendar in the night in which clocks are set, from the upload to each answer; what is in it goes nowhere. */
final class CalendarAnswersTest {
    private static final String ALICE = "alice@example.com";
    private static final String BOB = "bob@example.com";
    private static final String WINDOW = "from=2030-03-30T00:00:00Z&to=2030-04-03T00:00:00Z";
    private static final List<String> SECRETS =
            List.of("Geheime Fusion", "Zimmer 7", "carol@example.com", "Tagesordnung", "B\u00fcro", "secret-uid");

    /** In ISO 8859-1, as old programs write; the night meeting ends at a time that does not exist. */
    private static final byte[] CALENDAR = """
            BEGIN:VCALENDAR
            VERSION:2.0
            PRODID:-//Example//EN
            BEGIN:VEVENT
            UID:secret-uid-1
            DTSTART;TZID=W. Europe Standard Time:20300331T003000
            DTEND;TZID=W. Europe Standard Time:20300331T023000
            SUMMARY:Geheime Fusion im B\u00fcro
            LOCATION:Zimmer 7
            ORGANIZER:mailto:carol@example.com
            ATTENDEE;PARTSTAT=ACCEPTED:mailto:alice@example.com
            END:VEVENT
            BEGIN:VEVENT
            UID:secret-uid-2
            DTSTART:20300331T100000
            DTEND:20300331T110000
            STATUS:TENTATIVE
            SUMMARY:Geheime Fusion
            END:VEVENT
            BEGIN:VEVENT
            UID:secret-uid-3
            DTSTART;VALUE=DATE:20300401
            X-MICROSOFT-CDO-BUSYSTATUS:OOF
            SUMMARY:Geheime Fusion
            END:VEVENT
            BEGIN:VEVENT
            UID:secret-uid-4
            DTSTART;TZID=Zimmer 7:20300401T100000
            SUMMARY:Geheime Fusion
            END:VEVENT
            BEGIN:VEVENT
            UID:secret-uid-5
            DTSTART:Tagesordnung
            RRULE:FREQ=Tagesordnung
            Geheime Fusion
            END:VEVENT
            END:VCALENDAR
            """.replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1);

    @TempDir
    private Path data;

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger ours = (Logger) LoggerFactory.getLogger("org.pawn");
    private TestServer server;
    private CalendarUser alice;
    private CalendarUser bob;

    @BeforeEach
    void aliceHasACalendarOfTheNightInWhichClocksAreSet() {
        log.start();
        ours.setLevel(Level.TRACE);
        ours.setAdditive(false);
        ours.addAppender(log);
        server = TestServer.start(data, Map.of(), new SettableTime(Instant.parse("2030-03-30T23:45:00Z")));
        server.person(ALICE, "Alice Example", "a secret");
        server.person(BOB, "Bob Example", "a secret");
        alice = CalendarUser.signedIn(server, ALICE, "a secret");
        bob = CalendarUser.signedIn(server, BOB, "a secret");
    }

    @AfterEach
    void stop() {
        server.close();
        ours.detachAppender(log);
        ours.setAdditive(true);
        ours.setLevel(null);
    }

    private JsonNode upload() {
        return CalendarUser.json(alice.put("/v1/people/" + ALICE + "/calendars/work", CALENDAR));
    }

    private JsonNode availability(String start) {
        String question = "{\"addresses\":[\"" + ALICE + "\"],\"start\":\"" + start + "\",\"duration\":\"PT1H\"}";
        return bob.post("/v1/availability", question).path("items").get(0);
    }

    @Test
    void anUploadSaysWhatWasLeftOutAndWhyInNoWordOfTheCalendar() {
        JsonNode report = upload();

        assertThat(report.path("events").asInt()).isEqualTo(3);
        assertThat(report.path("leftOut")).extracting(JsonNode::toString).hasSize(3);
        assertThat(report.toString()).doesNotContain(SECRETS.toArray(String[]::new));
    }

    @Test
    void busyTimeHasEachTypeAtItsInstant() {
        upload();

        JsonNode busy = CalendarUser.json(bob.get("/v1/people/" + ALICE + "/freebusy?" + WINDOW));

        assertThat(busy.path("coverage").asText()).isEqualTo("known");
        assertThat(busy.path("busy"))
                .extracting(span -> span.path("start").asText() + "/"
                        + span.path("end").asText() + " " + span.path("type").asText())
                .containsExactly(
                        "2030-03-30T23:30:00Z/2030-03-31T01:30:00Z BUSY",
                        "2030-03-31T08:00:00Z/2030-03-31T09:00:00Z BUSY-TENTATIVE",
                        "2030-03-31T22:00:00Z/2030-04-01T22:00:00Z BUSY-UNAVAILABLE");
    }

    @Test
    void availabilityKnowsTheInstantAtWhichTheNightMeetingEnds() {
        upload();

        assertThat(availability("2030-03-31T00:00:00Z").path("state").asText()).isEqualTo("busy");
        assertThat(availability("2030-03-31T00:00:00Z").path("nextFree").asText())
                .isEqualTo("2030-03-31T01:30:00Z");
        assertThat(availability("2030-03-31T01:30:00Z").path("state").asText()).isEqualTo("free");
        assertThat(availability("2030-03-31T07:30:00Z").path("state").asText()).isEqualTo("tentative");
        assertThat(availability("2030-04-01T12:00:00Z").path("nextFree").asText())
                .isEqualTo("2030-04-01T22:00:00Z");
    }

    @Test
    void theScheduleIsFreeWhenTheClocksHaveBeenSet() {
        upload();
        availability("2030-03-31T00:00:00Z");

        JsonNode schedule =
                CalendarUser.json(alice.get("/v1/presence/" + ALICE)).path("schedule");

        assertThat(schedule.path("state").asText()).isEqualTo("busy");
        assertThat(schedule.path("until").asText()).isEqualTo("2030-03-31T01:30:00Z");
        assertThat(schedule.path("freeAt").asText()).isEqualTo("2030-03-31T01:30:00Z");
    }

    @Test
    void nothingOfItsWordsReachesAnotherPersonOrTheLog() {
        upload();
        String text = new String(CALENDAR, StandardCharsets.ISO_8859_1);
        String calendars = "/v1/people/" + ALICE + "/calendars";
        String cutOff = text.substring(0, text.length() - 20);
        String window = "[{\"start\":\"2030-03-31T00:00:00Z\",\"end\":\"2030-04-02T00:00:00Z\"}]";
        String meeting = "{\"required\":[\"" + ALICE + "\"],\"duration\":\"PT1H\",\"windows\":" + window + "}";
        JsonNode link = alice.post("/v1/freebusy-links", "{\"days\":7}");

        List<String> refusals = List.of(
                bob.answer("GET", calendars, "", ""),
                bob.answer("GET", calendars + "/work", "", ""),
                bob.answer("PUT", calendars + "/work", "text/calendar", text),
                alice.answer("PUT", calendars + "/cut", "text/calendar", cutOff),
                alice.answer("PUT", calendars + "/none", "text/calendar", "Geheime Fusion, Zimmer 7"));
        List<String> answers = List.of(
                bob.answer("GET", "/v1/freebusy-grid.svg?address=" + ALICE + "&days=4&timeZone=Asia/Tokyo", "", ""),
                bob.answer("GET", "/v1/presence/" + ALICE, "", ""),
                alice.answer("GET", "/v1/presence/" + ALICE + "/explain", "", ""),
                bob.answer("POST", "/v1/freebusy-requests", "text/calendar", question()),
                bob.answer("POST", "/v1/meeting-times", "application/json", meeting),
                CalendarUser.nobody(server).answer("GET", pathOf(link, "url"), "", ""),
                CalendarUser.nobody(server).answer("GET", pathOf(link, "calendarUrl"), "", ""));

        assertThat(refusals)
                .allSatisfy(
                        answer -> assertThat(answer).startsWith("4").doesNotContain(SECRETS.toArray(String[]::new)));
        assertThat(answers)
                .allSatisfy(
                        answer -> assertThat(answer).startsWith("200").doesNotContain(SECRETS.toArray(String[]::new)));
        assertThat(log.list)
                .isNotEmpty()
                .allSatisfy(event -> assertThat(event.getFormattedMessage()
                                + event.getMDCPropertyMap()
                                + (event.getThrowableProxy() == null
                                        ? ""
                                        : ThrowableProxyUtil.asString(event.getThrowableProxy())))
                        .doesNotContain(SECRETS.toArray(String[]::new)));
    }

    private static String pathOf(JsonNode link, String name) {
        return link.path(name).asText();
    }

    private static String question() {
        return """
                BEGIN:VCALENDAR
                VERSION:2.0
                PRODID:-//Example//EN
                METHOD:REQUEST
                BEGIN:VFREEBUSY
                UID:question-1
                DTSTAMP:20300331T000000Z
                ORGANIZER:mailto:bob@example.com
                ATTENDEE:mailto:alice@example.com
                DTSTART:20300331T000000Z
                DTEND:20300402T000000Z
                END:VFREEBUSY
                END:VCALENDAR
                """.replace("\n", "\r\n");
    }
}
