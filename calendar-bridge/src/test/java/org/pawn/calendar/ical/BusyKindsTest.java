package org.pawn.calendar.ical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pawn.calendar.ical.Ical.askedOwner;
import static org.pawn.calendar.ical.Ical.busy;
import static org.pawn.calendar.ical.Ical.calendar;
import static org.pawn.calendar.ical.Ical.event;
import static org.pawn.calendar.ical.Ical.expand;
import static org.pawn.calendar.ical.Ical.owner;
import static org.pawn.calendar.ical.Ical.year;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pawn.freebusy.CalendarEvent;
import org.pawn.freebusy.CalendarOwner;
import org.pawn.freebusy.TimeSpan;

/** What makes busy, and how busy (RFC 4791 section 7.10, RFC 5545 section 3.6.4, RFC 7953, MS-OXCICAL). */
final class BusyKindsTest {
    private static final String HOUR = "2030-06-03T08:00:00Z/2030-06-03T09:00:00Z";

    private static String hour(String... more) {
        return event("UID:1", "DTSTART:20300603T080000Z", "DTEND:20300603T090000Z", String.join("\r\n", more));
    }

    @ParameterizedTest
    @CsvSource({
        "STATUS:CONFIRMED, ''",
        "STATUS:tentative, BUSY_TENTATIVE",
        "TRANSP:OPAQUE, ''",
        "X-MICROSOFT-CDO-BUSYSTATUS:TENTATIVE, BUSY_TENTATIVE",
        "X-MICROSOFT-CDO-BUSYSTATUS:BUSY, ''",
        "X-MICROSOFT-CDO-BUSYSTATUS:oof, BUSY_UNAVAILABLE",
        "X-MICROSOFT-CDO-BUSYSTATUS:SOMETHING, ''",
    })
    void thesePropertiesMakeBusy(String property, String type) {
        assertThat(year("UTC", hour(property))).containsExactly(HOUR + (type.isEmpty() ? "" : " " + type));
    }

    @ParameterizedTest
    @CsvSource({
        "STATUS:CANCELLED",
        "STATUS:cancelled",
        "TRANSP:TRANSPARENT",
        "Transp:Transparent",
        "X-MICROSOFT-CDO-BUSYSTATUS:FREE",
        "X-MICROSOFT-CDO-BUSYSTATUS:WORKINGELSEWHERE",
    })
    void thesePropertiesLeaveFree(String property) {
        assertThat(year("UTC", hour(property))).isEmpty();
    }

    @Test
    void outlooksBusyStatusGoesBeforeTranspAndTentativeButNotBeforeCancelled() {
        assertThat(year("UTC", hour("TRANSP:TRANSPARENT", "X-MICROSOFT-CDO-BUSYSTATUS:BUSY")))
                .containsExactly(HOUR);
        assertThat(year("UTC", hour("STATUS:TENTATIVE", "X-MICROSOFT-CDO-BUSYSTATUS:OOF")))
                .containsExactly(HOUR + " BUSY_UNAVAILABLE");
        assertThat(year("UTC", hour("STATUS:CANCELLED", "X-MICROSOFT-CDO-BUSYSTATUS:OOF")))
                .isEmpty();
    }

    @Test
    void anEventWithoutAnEndTakesNoTimeAndADateTakesADay() {
        assertThat(year("UTC", event("UID:1", "DTSTART:20300603T080000Z"))).isEmpty();
        assertThat(year("UTC", event("UID:1", "DTSTART;VALUE=DATE:20300603")))
                .containsExactly("2030-06-03T00:00:00Z/2030-06-04T00:00:00Z");
    }

    @Test
    void onlyEventsFreeBusyAndAvailabilityCount() {
        String todo = hour().replace("VEVENT", "VTODO");
        String journal = hour().replace("VEVENT", "VJOURNAL");
        String alarm = hour("TRANSP:TRANSPARENT", "BEGIN:VALARM", "TRIGGER:-PT15M", "DURATION:PT5M", "END:VALARM");

        assertThat(year("UTC", todo, journal, alarm)).isEmpty();
    }

    @Nested
    final class WhatTheOwnerAnswered {
        private static final String ATTENDEE = "ATTENDEE;CN=Alice;PARTSTAT=";

        private List<String> busyFor(CalendarOwner owner, String... lines) {
            return busy(expand(owner, "2030-01-01T00:00:00Z", "2031-01-01T00:00:00Z", calendar(hour(lines))));
        }

        @Test
        void declinedIsFree() {
            assertThat(busyFor(askedOwner(false), ATTENDEE + "DECLINED:mailto:alice@example.com"))
                    .isEmpty();
            assertThat(busyFor(askedOwner(false), ATTENDEE + "declined:MAILTO:A.Example@Example.com"))
                    .isEmpty();
        }

        @Test
        void whatOthersAnsweredIsTheirsAlone() {
            assertThat(busyFor(askedOwner(true), ATTENDEE + "DECLINED:mailto:bob@example.com"))
                    .containsExactly(HOUR);
        }

        @Test
        void unansweredIsTentativeOnlyIfTheOwnerChoseSo() {
            String asked = ATTENDEE + "NEEDS-ACTION:mailto:alice@example.com";

            assertThat(busyFor(askedOwner(false), asked)).containsExactly(HOUR);
            assertThat(busyFor(askedOwner(true), asked)).containsExactly(HOUR + " BUSY_TENTATIVE");
        }

        @Test
        void someoneElseMakesItAMeeting() {
            assertThat(events("ATTENDEE:mailto:alice@example.com", "ATTENDEE:mailto:bob@example.com"))
                    .allMatch(CalendarEvent::withOthers);
            assertThat(events("ATTENDEE:mailto:alice@example.com", "ORGANIZER:mailto:bob@example.com"))
                    .allMatch(CalendarEvent::withOthers);
            assertThat(events("ATTENDEE:mailto:alice@example.com", "ORGANIZER:mailto:a.example@example.com"))
                    .noneMatch(CalendarEvent::withOthers);
            assertThat(events("ATTENDEE;CUTYPE=ROOM:mailto:room@example.com")).noneMatch(CalendarEvent::withOthers);
        }

        @Test
        void aPrivateTitleStaysPrivate() {
            assertThat(events("SUMMARY:Lunch\\, with Bob"))
                    .allMatch(event -> event.subject().orElseThrow().equals("Lunch, with Bob"));
            assertThat(events("SUMMARY:Doctor", "CLASS:PRIVATE"))
                    .allMatch(event -> event.subject().isEmpty());
        }

        private List<CalendarEvent> events(String... lines) {
            List<CalendarEvent> events = expand(
                            askedOwner(false), "2030-01-01T00:00:00Z", "2031-01-01T00:00:00Z", calendar(hour(lines)))
                    .events();
            assertThat(events).hasSize(1);
            return events;
        }
    }

    @Test
    void freeBusyComponentsCountByTheirType() {
        String component = String.join(
                "\r\n",
                "BEGIN:VFREEBUSY",
                "UID:1",
                "DTSTART:20300601T000000Z",
                "DTEND:20300701T000000Z",
                "FREEBUSY:20300603T080000Z/20300603T090000Z,20300603T100000Z/PT30M",
                "FREEBUSY;FBTYPE=BUSY-TENTATIVE:20300604T080000Z/PT1H",
                "FREEBUSY;FBTYPE=FREE:20300605T080000Z/PT1H",
                "FREEBUSY;FBTYPE=BUSY-UNAVAILABLE:20300606T080000Z/PT1H",
                "FREEBUSY;FBTYPE=X-OTHER:20300607T080000Z/PT1H",
                "END:VFREEBUSY");

        assertThat(year("Asia/Tokyo", component))
                .containsExactly(
                        HOUR,
                        "2030-06-03T10:00:00Z/2030-06-03T10:30:00Z",
                        "2030-06-04T08:00:00Z/2030-06-04T09:00:00Z BUSY_TENTATIVE",
                        "2030-06-06T08:00:00Z/2030-06-06T09:00:00Z BUSY_UNAVAILABLE",
                        "2030-06-07T08:00:00Z/2030-06-07T09:00:00Z");
    }

    @Nested
    final class StatedAvailability {
        private static String availability(String more, String start, String end, String hours) {
            return String.join(
                    "\r\n",
                    "BEGIN:VAVAILABILITY",
                    "UID:a" + start + more.hashCode(),
                    more,
                    "DTSTART:" + start,
                    "DTEND:" + end,
                    "BEGIN:AVAILABLE",
                    "UID:h",
                    "DTSTART:" + hours,
                    "DURATION:PT8H",
                    "RRULE:FREQ=DAILY",
                    "END:AVAILABLE",
                    "END:VAVAILABILITY");
        }

        private static final String DAY =
                availability("X-A:1", "20300603T000000Z", "20300604T000000Z", "20300603T090000Z");

        @Test
        void outsideOfIt_theOwnerIsUnavailable() {
            assertThat(year("UTC", DAY))
                    .containsExactly(
                            "2030-06-03T00:00:00Z/2030-06-03T09:00:00Z BUSY_UNAVAILABLE",
                            "2030-06-03T17:00:00Z/2030-06-04T00:00:00Z BUSY_UNAVAILABLE");
        }

        @Test
        void eventsOverrideIt() {
            String early = event("UID:1", "DTSTART:20300603T080000Z", "DTEND:20300603T100000Z", "STATUS:TENTATIVE");

            assertThat(year("UTC", DAY, early))
                    .containsExactly(
                            "2030-06-03T00:00:00Z/2030-06-03T08:00:00Z BUSY_UNAVAILABLE",
                            "2030-06-03T08:00:00Z/2030-06-03T10:00:00Z BUSY_TENTATIVE",
                            "2030-06-03T17:00:00Z/2030-06-04T00:00:00Z BUSY_UNAVAILABLE");
        }

        @Test
        void theHigherPriorityDecides() {
            String strong = availability("PRIORITY:1", "20300603T080000Z", "20300603T180000Z", "20300603T100000Z");
            String weak = availability(
                    "PRIORITY:9\r\nBUSYTYPE:BUSY", "20300603T000000Z", "20300604T000000Z", "20300603T090000Z");

            List<String> expected = List.of(
                    "2030-06-03T00:00:00Z/2030-06-03T08:00:00Z",
                    "2030-06-03T08:00:00Z/2030-06-03T10:00:00Z BUSY_UNAVAILABLE",
                    "2030-06-03T18:00:00Z/2030-06-04T00:00:00Z");
            assertThat(year("UTC", strong, weak)).isEqualTo(expected);
            assertThat(year("UTC", weak, strong)).isEqualTo(expected);
        }

        @Test
        void itsHoursAreTheWorkingHours() {
            var expansion = expand(owner("UTC"), "2030-06-03T12:00:00Z", "2030-06-05T00:00:00Z", calendar(DAY));

            assertThat(expansion.stated())
                    .containsExactly(
                            new TimeSpan(Instant.parse("2030-06-03T12:00:00Z"), Instant.parse("2030-06-04T00:00:00Z")));
            assertThat(expansion.available())
                    .extracting(span -> span.start() + "/" + span.end())
                    .containsExactly("2030-06-03T12:00:00Z/2030-06-03T17:00:00Z");
        }
    }
}
