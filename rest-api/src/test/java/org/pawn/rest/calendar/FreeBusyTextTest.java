package org.pawn.rest.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.pawn.address.AddressOfRecord;
import org.pawn.freebusy.BusyInterval;
import org.pawn.freebusy.BusyType;
import org.pawn.freebusy.Coverage;
import org.pawn.freebusy.FreeBusy;
import org.pawn.freebusy.TimeSpan;

/** VFREEBUSY as it goes out (RFC 5545 section 3.6.4, RFC 5546 section 3.3.1). */
final class FreeBusyTextTest {
    private static final AddressOfRecord ALICE = new AddressOfRecord("alice", "example.com");
    private static final Instant NOW = Instant.parse("2030-03-04T06:00:00.5Z");
    private static final TimeSpan DAY =
            new TimeSpan(Instant.parse("2030-03-04T00:00:00Z"), Instant.parse("2030-03-05T00:00:00Z"));

    private static Instant at(String time) {
        return Instant.parse("2030-03-04T" + time + "Z");
    }

    private static BusyInterval busy(String from, String to, BusyType type) {
        return new BusyInterval(at(from), at(to), type);
    }

    private static FreeBusy day(Coverage coverage, List<BusyInterval> busy, List<TimeSpan> unknown) {
        return new FreeBusy(DAY.start(), DAY.end(), Optional.of(NOW), coverage, busy, unknown, List.of(), List.of(DAY));
    }

    private static byte[] text(FreeBusy time) {
        return FreeBusyText.published(ALICE, "a day", time, NOW);
    }

    @Test
    void eachSpanHasItsType() {
        FreeBusy time = day(
                Coverage.KNOWN,
                List.of(
                        busy("08:00:00", "09:00:00", BusyType.BUSY),
                        busy("09:00:00", "09:30:00", BusyType.BUSY_TENTATIVE),
                        busy("12:00:00", "18:00:00", BusyType.BUSY_UNAVAILABLE)),
                List.of());

        Golden.assertIs("known.ifb", text(time));
    }

    @Test
    void whatIsNotKnownIsTakenByATypeThatEveryReaderMustTakeAsBusy() {
        FreeBusy time = day(Coverage.STALE, List.of(busy("08:00:00", "09:00:00", BusyType.BUSY)), List.of(DAY));

        Golden.assertIs("stale.ifb", text(time));
    }

    @Test
    void whoHasNoCalendarIsTakenAllTheTime() {
        Golden.assertIs("none.ifb", text(FreeBusy.unknown(DAY, Coverage.NONE, Optional.empty())));
    }

    @Test
    void partsOfASecondAreNeverFree() {
        FreeBusy time = day(Coverage.KNOWN, List.of(busy("08:00:00.9", "09:00:00.1", BusyType.BUSY)), List.of());

        assertThat(new String(text(time), StandardCharsets.UTF_8))
                .contains("FREEBUSY;FBTYPE=BUSY:20300304T080000Z/20300304T090001Z\r\n");
    }

    @Test
    void longLinesAreFoldedAndReadBackTheSame() {
        AddressOfRecord longName = new AddressOfRecord("ä".repeat(100), "example.com");

        String text = new String(
                FreeBusyText.published(longName, "a day", day(Coverage.KNOWN, List.of(), List.of()), NOW),
                StandardCharsets.UTF_8);

        assertThat(text.split("\r\n")).allMatch(line -> line.getBytes(StandardCharsets.UTF_8).length <= 75);
        assertThat(text.replace("\r\n ", "")).contains("ORGANIZER:mailto:" + "%C3%A4".repeat(100) + "@example.com");
    }

    @Test
    void noControlCharacterGetsIntoALine() {
        String text =
                new String(new ContentLines().line("COMMENT:a\r\nEVIL:b\u0000").toByteArray(), StandardCharsets.UTF_8);

        assertThat(text).isEqualTo("COMMENT:aEVIL:b\r\n");
    }
}
