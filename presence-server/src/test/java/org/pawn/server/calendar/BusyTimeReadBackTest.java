package org.pawn.server.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import net.fortuna.ical4j.data.CalendarBuilder;
import net.fortuna.ical4j.data.ParserException;
import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.Component;
import net.fortuna.ical4j.model.Property;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pawn.server.main.TestServer;
import org.pawn.time.SettableTime;

/** What goes out of the whole server as iCalendar, read by other readers and by ourselves. */
final class BusyTimeReadBackTest {
    private static final String ALICE = "alice@example.com";
    private static final String BOB = "bob@example.com";
    private static final String WEEK = "from=2030-03-04T00:00:00Z&to=2030-03-11T00:00:00Z";
    private static final List<String> SECRETS = List.of("Secret merger", "Room 7", "carol@example.com", "Agenda");

    @TempDir
    private Path data;

    private TestServer server;
    private CalendarUser alice;
    private CalendarUser bob;

    @BeforeEach
    void aliceHasARealCalendar() {
        server = TestServer.start(data, Map.of(), new SettableTime(Instant.parse("2030-03-04T06:00:00Z")));
        server.person(ALICE, "Alice Example", "a secret");
        server.person(BOB, "Bob Example", "a secret");
        alice = CalendarUser.signedIn(server, ALICE, "a secret");
        bob = CalendarUser.signedIn(server, BOB, "a secret");
        alice.put(ALICE, "work", """
                BEGIN:VCALENDAR
                VERSION:2.0
                PRODID:-//Example//EN
                BEGIN:VEVENT
                UID:1
                DTSTAMP:20300101T000000Z
                DTSTART;TZID=Europe/Berlin:20300304T090000
                DTEND;TZID=Europe/Berlin:20300304T100000
                RRULE:FREQ=DAILY;COUNT=3
                SUMMARY:Secret merger
                LOCATION:Room 7
                DESCRIPTION:Agenda
                ORGANIZER:mailto:carol@example.com
                ATTENDEE;PARTSTAT=ACCEPTED:mailto:alice@example.com
                END:VEVENT
                BEGIN:VEVENT
                UID:2
                DTSTAMP:20300101T000000Z
                DTSTART:20300305T140000Z
                DTEND:20300305T150000Z
                STATUS:TENTATIVE
                SUMMARY:Secret merger
                END:VEVENT
                BEGIN:VEVENT
                UID:3
                DTSTAMP:20300101T000000Z
                DTSTART:20300307T120000Z
                DTEND:20300307T160000Z
                X-MICROSOFT-CDO-BUSYSTATUS:OOF
                SUMMARY:Secret merger
                END:VEVENT
                END:VCALENDAR
                """.replace("\n", "\r\n"));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private String vfreebusy() {
        return bob.get("/v1/people/" + ALICE + "/freebusy?" + WEEK, "Accept", "text/calendar");
    }

    private JsonNode link() {
        return alice.post("/v1/freebusy-links", "{\"days\":7}");
    }

    private static Calendar parsed(String text) throws IOException, ParserException {
        return new CalendarBuilder().build(new StringReader(text));
    }

    private static List<String> periods(Calendar calendar) {
        List<String> periods = new ArrayList<>();
        Component busy = calendar.getComponent(Component.VFREEBUSY).orElseThrow();
        for (Property property : busy.getProperties(Property.FREEBUSY)) {
            periods.add(property.getRequiredParameter("FBTYPE").getValue() + " " + property.getValue());
        }
        return periods;
    }

    @Test
    void anotherReaderFindsEachSpanWithItsTypeAndNothingElse() throws Exception {
        String text = vfreebusy();
        Calendar calendar = parsed(text);

        calendar.validate();
        assertThat(periods(calendar))
                .containsExactly(
                        "BUSY 20300304T080000Z/20300304T090000Z",
                        "BUSY 20300305T080000Z/20300305T090000Z",
                        "BUSY-TENTATIVE 20300305T140000Z/20300305T150000Z",
                        "BUSY 20300306T080000Z/20300306T090000Z",
                        "BUSY-UNAVAILABLE 20300307T120000Z/20300307T160000Z");
        assertThat(text).doesNotContain(SECRETS.toArray(String[]::new));
    }

    @Test
    void aLinkReadByAnotherReaderAndByOurselvesSaysTheSame() throws Exception {
        JsonNode link = link();
        CalendarUser nobody = CalendarUser.nobody(server);
        String published = nobody.get(link.path("url").asText());
        String events = nobody.get(link.path("calendarUrl").asText());
        assertThat(parsed(events).getComponents(Component.VEVENT)).hasSize(5);
        assertThat(published + events).doesNotContain(SECRETS.toArray(String[]::new));

        bob.put(BOB, "published", published);

        String day = "from=2030-03-04T00:00:00Z&to=2030-03-10T00:00:00Z";
        JsonNode alices = CalendarUser.json(bob.get("/v1/people/" + ALICE + "/freebusy?" + day));
        JsonNode bobs = CalendarUser.json(bob.get("/v1/people/" + BOB + "/freebusy?" + day));
        assertThat(bobs.path("busy")).isEqualTo(alices.path("busy"));
        assertThat(bobs.path("unknown")).isEmpty();
        bob.put(BOB, "published", events);
        assertThat(CalendarUser.json(bob.get("/v1/people/" + BOB + "/freebusy?" + day))
                        .path("busy"))
                .isEqualTo(alices.path("busy"));
    }

    @Test
    void aColleaguesQuestionIsAnsweredAndTheReplyCountsWhereItIsUploaded() throws Exception {
        String question = """
                BEGIN:VCALENDAR
                VERSION:2.0
                PRODID:-//Example//EN
                METHOD:REQUEST
                BEGIN:VFREEBUSY
                UID:question-1
                DTSTAMP:20300304T060000Z
                ORGANIZER:mailto:bob@example.com
                ATTENDEE:mailto:alice@example.com
                DTSTART:20300304T000000Z
                DTEND:20300305T000000Z
                END:VFREEBUSY
                END:VCALENDAR
                """.replace("\n", "\r\n");

        String reply = bob.send("POST", "/v1/freebusy-requests", "text/calendar", question);

        Calendar calendar = parsed(reply);
        calendar.validate();
        assertThat(periods(calendar)).containsExactly("BUSY 20300304T080000Z/20300304T090000Z");
        bob.put(BOB, "reply", reply);
        JsonNode bobs = CalendarUser.json(bob.get("/v1/people/" + BOB + "/freebusy?" + WEEK));
        assertThat(bobs.path("busy")).hasSize(1);
        assertThat(bobs.path("unknown").get(0).path("start").asText()).isEqualTo("2030-03-05T00:00:00Z");
    }

    @Test
    @Tag("clients")
    void pythonsReaderFindsTheSame() throws Exception {
        String script = """
                import sys
                from icalendar import Calendar
                calendar = Calendar.from_ical(sys.stdin.buffer.read())
                assert str(calendar['METHOD']) == 'PUBLISH'
                for busy in calendar.walk('VFREEBUSY'):
                    periods = busy['FREEBUSY']
                    for period in periods if isinstance(periods, list) else [periods]:
                        print(period.params['FBTYPE'], period.to_ical().decode())
                """;
        String read = python(script, vfreebusy());

        assertThat(read.lines())
                .containsExactly(
                        "BUSY 20300304T080000Z/20300304T090000Z",
                        "BUSY 20300305T080000Z/20300305T090000Z",
                        "BUSY-TENTATIVE 20300305T140000Z/20300305T150000Z",
                        "BUSY 20300306T080000Z/20300306T090000Z",
                        "BUSY-UNAVAILABLE 20300307T120000Z/20300307T160000Z");
    }

    private String python(String script, String input) throws Exception {
        Path python = Path.of("/usr/bin/python3");
        Path file = Files.writeString(data.resolve("read.py"), script);
        Path text = Files.writeString(data.resolve("busy.ifb"), input, StandardCharsets.UTF_8);
        Process process = new ProcessBuilder(python.toString(), file.toString())
                .redirectInput(text.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        if (said.contains("No module named 'icalendar'")) {
            String skipped = "SKIPPED: not present (Debian: apt-get install python3-icalendar)";
            System.err.println(skipped);
            Assumptions.abort(skipped);
        }
        assertThat(process.exitValue()).as(said).isZero();
        return said;
    }
}
