package org.pawn.calendar.ical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pawn.freebusy.CalendarBytes;
import org.pawn.freebusy.FreeBusyRequest;
import org.pawn.freebusy.TimeSpan;
import org.pawn.refusal.Refusal;

/** Questions after busy time (RFC 5546 section 3.3.2). */
final class ItipReaderTest {
    private static final String REQUEST = """
            BEGIN:VCALENDAR
            PRODID:-//RDU Software//NONSGML HandCal//EN
            METHOD:REQUEST
            VERSION:2.0
            BEGIN:VFREEBUSY
            ORGANIZER:mailto:bob@example.com
            ATTENDEE;ROLE=CHAIR:mailto:bob@example.com
            ATTENDEE;CN="Alice, of
              Bridges":mailto:alice@example.com
            DTSTAMP:20300228T120000Z
            DTSTART:20300304T090000Z
            DTEND:20300305T170000Z
            UID:calsrv.example.com-873970198738777@example.com
            END:VFREEBUSY
            END:VCALENDAR
            """;

    private final ItipReader reader = new ItipReader(System::nanoTime);

    private FreeBusyRequest read(String message) {
        return reader.read(CalendarBytes.of(message.replace("\n", "\r\n")));
    }

    @Test
    void aRequestSaysAfterWhomAndWhen() {
        assertThat(read(REQUEST))
                .isEqualTo(new FreeBusyRequest(
                        "calsrv.example.com-873970198738777@example.com",
                        "mailto:bob@example.com",
                        java.util.List.of("mailto:bob@example.com", "mailto:alice@example.com"),
                        new TimeSpan(Instant.parse("2030-03-04T09:00:00Z"), Instant.parse("2030-03-05T17:00:00Z"))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "METHOD:REQUEST->METHOD:PUBLISH",
                "METHOD:REQUEST->X-METHOD:REQUEST",
                "DTSTART:20300304T090000Z->X-NOTHING:1",
                "DTEND:20300305T170000Z->DTEND:20300304T090000Z",
                "DTEND:20300305T170000Z->DTEND:tomorrow",
                "UID:->X-UID:",
                "ORGANIZER:->X-ORGANIZER:",
                "ATTENDEE;->X-ATTENDEE;",
                "VFREEBUSY->VEVENT",
                "END:VFREEBUSY->END:VFREEBUSY\nBEGIN:VFREEBUSY\nEND:VFREEBUSY",
                "END:VCALENDAR->END:VCALENDAR\nBEGIN:VCALENDAR\nEND:VCALENDAR",
                "END:VCALENDAR->X:1",
            })
    void whatIsNoSingleRequestIsRefused(String change) {
        String[] parts = change.split("->");

        assertThatThrownBy(() -> read(REQUEST.replace(parts[0], parts[1]))).isInstanceOf(Refusal.Invalid.class);
    }

    @Test
    void tooManyAttendeesOrTooLongANameAreRefused() {
        String crowd = IntStream.range(0, 101)
                .mapToObj(i -> "ATTENDEE:mailto:user" + i + "@example.com")
                .collect(Collectors.joining("\n"));

        assertThatThrownBy(() -> read(REQUEST.replace("DTSTAMP", crowd + "\nDTSTAMP")))
                .isInstanceOf(Refusal.Invalid.class);
        assertThatThrownBy(() -> read(REQUEST.replace("calsrv", "x".repeat(600))))
                .isInstanceOf(Refusal.Invalid.class);
        assertThatThrownBy(() -> read("hello")).isInstanceOf(Refusal.UnsupportedContent.class);
    }

    @Test
    void noMutationDoesMoreThanBeRefused() {
        Random random = new Random(20300304);
        byte[] original = REQUEST.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
        for (int round = 0; round < 5_000; round++) {
            byte[] mutated = original.clone();
            for (int i = 0; i < 1 + random.nextInt(4); i++) {
                mutated[random.nextInt(mutated.length)] = (byte) random.nextInt(256);
            }
            try {
                FreeBusyRequest read = reader.read(CalendarBytes.of(mutated));
                assertThat(read.uid() + read.organizer() + read.attendees()).doesNotContain("\r", "\n");
            } catch (Refusal refused) {
                assertThat(refused.getMessage()).isNotBlank();
            }
        }
    }
}
