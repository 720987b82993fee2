package org.pawn.calendar.ical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.pawn.freebusy.CalendarBytes;
import org.pawn.freebusy.CalendarOwner;
import org.pawn.refusal.Refusal;

/** The shared cases, damaged at random: each is read within its budget or refused, and nothing else is thrown. */
final class MutatedCasesTest {
    private static final int MUTATIONS_EACH = 100;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String[] FRAGMENTS = {
        "\r\n",
        "BEGIN:VEVENT\r\n",
        "END:VEVENT\r\n",
        "END:VCALENDAR\r\n",
        "RRULE:FREQ=SECONDLY\r\n",
        ";",
        ":",
        "=",
        ",",
        "RRULE:FREQ=YEARLY;BYDAY=MO;BYSETPOS=-1\r\n",
        "DTSTART:00000000T000000\r\n",
        "DURATION:P999999D\r\n",
        "\"",
        "\u0000",
        "RDATE;VALUE=PERIOD:20260101T000000Z/P1D\r\n",
        "TZOFFSETFROM:+9999\r\n",
        "UNTIL=",
        "99999999999999999999",
        "-1"
    };

    @Test
    void nothingButARefusalIsThrown() {
        List<CalendarCase> cases = CalendarCase.all();
        if (cases.isEmpty()) {
            System.out.println("mutated calendar cases: skipped: not present");
            abort("skipped: not present");
        }
        Random random = new Random(20300304); // the same mutations each time
        IcalExpander expander = Ical.expander();
        for (CalendarCase example : cases) {
            for (int i = 0; i < MUTATIONS_EACH; i++) {
                check(expander, example, mutated(example.calendar().toByteArray(), random));
            }
        }
    }

    private static void check(IcalExpander expander, CalendarCase example, byte[] bytes) {
        long before = System.nanoTime();
        try {
            var expansion = expander.expand(
                    CalendarBytes.of(bytes), CalendarOwner.of(Ical.ALICE, example.zone()), example.window());
            assertThat(expansion.problems())
                    .noneMatch(problem -> problem.reason().equals(Expansion.UNEXPECTED));
        } catch (Refusal.Invalid | Refusal.UnsupportedContent clear) {
            assertThat(clear.getMessage()).isNotBlank();
        } catch (RuntimeException other) {
            throw new AssertionError(example.id() + ": " + new String(bytes, StandardCharsets.ISO_8859_1), other);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(PATIENCE);
    }

    private static byte[] mutated(byte[] original, Random random) {
        StringBuilder text = new StringBuilder(new String(original, StandardCharsets.ISO_8859_1));
        for (int edits = 1 + random.nextInt(4); edits > 0 && text.length() > 10; edits--) {
            int at = random.nextInt(text.length());
            int to = Math.min(text.length(), at + 1 + random.nextInt(20));
            switch (random.nextInt(5)) {
                case 0 -> text.setCharAt(at, (char) random.nextInt(256));
                case 1 -> text.delete(at, to);
                case 2 -> text.insert(at, text.substring(at, to));
                case 3 -> text.insert(at, FRAGMENTS[random.nextInt(FRAGMENTS.length)]);
                default -> text.setCharAt(at, (char) ('0' + random.nextInt(10)));
            }
        }
        return text.toString().getBytes(StandardCharsets.ISO_8859_1);
    }
}
