package org.pawn.calendar.differential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.pawn.address.AddressOfRecord;
import org.pawn.calendar.ical.IcalExpander;
import org.pawn.freebusy.BusyInterval;
import org.pawn.freebusy.CalendarBytes;
import org.pawn.freebusy.CalendarExpansion;
import org.pawn.freebusy.CalendarOwner;
import org.pawn.freebusy.TimeSpan;

/** Ours and at least two others over generated calendars: each disagreement is one that a sentence of an RFC decides. */
final class DifferentialTest {
    private static final AddressOfRecord ALICE = new AddressOfRecord("alice", "example.com");
    private static final Path PAGE = Path.of("..", "docs", "calendar.md");
    private static final DateTimeFormatter UTC = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'");

    private final IcalExpander expander =
            new IcalExpander(ManagementFactory.getThreadMXBean()::getCurrentThreadCpuTime);

    @Test
    void aSampleOfCalendarsIsBusyAsOthersSayOrAsTheRfcDecides() {
        assertThat(compare(2030, 400)).isEmpty();
    }

    @Test
    @Tag("slow")
    @EnabledIfSystemProperty(named = "pawn.long", matches = "true", disabledReason = "minutes: ./run-tests --long")
    void tenThousandCalendarsAreBusyAsOthersSayOrAsTheRfcDecides() {
        long seed = Long.getLong("pawn.seed", 1);
        List<Disagreement> unexplained = new ArrayList<>();
        for (int share = 0; share < 20; share++) { // so that a run that takes long shows what it has found
            unexplained.addAll(compare(seed * 1_000 + share, 500));
        }

        assertThat(unexplained).isEmpty();
    }

    @Test
    void thePageSaysWhatDecides() throws IOException {
        List<String> page = Files.readAllLines(PAGE);

        assertThat(page)
                .contains(List.of(Explanation.values()).stream()
                        .map(Explanation::row)
                        .toArray(String[]::new));
    }

    /** The disagreements that nothing explains. */
    private List<Disagreement> compare(long seed, int count) {
        List<Oracle> oracles = Oracles.in(Path.of("target", "oracles"));
        assumeThat(oracles).as("skipped: not present: other implementations").isNotEmpty();
        CalendarGenerator generator = new CalendarGenerator(seed, this::firstInstance);
        List<GeneratedCalendar> calendars =
                IntStream.range(0, count).mapToObj(generator::make).toList();
        List<List<BusyInterval>> ours = calendars.stream()
                .map(this::expand)
                .map(CalendarExpansion::busy)
                .toList();

        List<Disagreement> unexplained = new ArrayList<>();
        for (Oracle oracle : oracles) {
            Map<Integer, Oracle.Answer> answers = oracle.ask(calendars);
            List<Disagreement> disagreements = new ArrayList<>();
            int agreed = 0;
            for (GeneratedCalendar calendar : calendars) {
                Optional<List<BusyInterval>> theirs = answers.containsKey(calendar.id())
                        ? answers.get(calendar.id()).busy()
                        : Optional.empty();
                if (theirs.equals(Optional.of(ours.get(calendar.id())))) {
                    agreed++;
                } else {
                    theirs.ifPresent(busy -> disagreements.add(
                            new Disagreement(calendar, oracle.name(), ours.get(calendar.id()), busy)));
                }
            }
            unexplained.addAll(report(oracle, count, agreed, disagreements));
            assertThat(2 * agreed).as("agreements with %s", oracle.name()).isGreaterThan(agreed + disagreements.size());
        }
        return unexplained;
    }

    private static List<Disagreement> report(Oracle oracle, int count, int agreed, List<Disagreement> disagreements) {
        Map<Explanation, Integer> explained = new EnumMap<>(Explanation.class);
        List<Disagreement> unexplained = new ArrayList<>();
        for (Disagreement disagreement : disagreements) {
            Explanation.of(disagreement)
                    .ifPresentOrElse(why -> explained.merge(why, 1, Integer::sum), () -> unexplained.add(disagreement));
        }
        System.out.printf(
                "differential test: %s: %d calendars, %d agreed, %d not done there, %d differ: %s, unexplained %d%n",
                oracle.name(),
                count,
                agreed,
                count - agreed - disagreements.size(),
                disagreements.size(),
                explained,
                unexplained.size());
        unexplained.forEach(System.out::println);
        return unexplained;
    }

    private CalendarExpansion expand(GeneratedCalendar calendar) {
        CalendarExpansion expansion = expander.expand(
                CalendarBytes.of(calendar.text()), CalendarOwner.of(ALICE, calendar.zone()), calendar.window());
        assertThat(expansion.problems()).as(calendar.text()).isEmpty();
        return expansion;
    }

    /** By our own reading, which the others then judge: whoever does not find the start in the rule disagrees. */
    private Optional<LocalDateTime> firstInstance(LocalDateTime start, String rule) {
        Instant from = start.toInstant(ZoneOffset.UTC);
        String calendar = String.join(
                "\r\n",
                "BEGIN:VCALENDAR",
                "BEGIN:VEVENT",
                "DTSTART:" + UTC.format(start),
                "DURATION:PT1S",
                "RRULE:" + rule.replaceAll(";(UNTIL|COUNT)=[^;]*", ""),
                "END:VEVENT",
                "END:VCALENDAR",
                "");
        return expander
                .expand(
                        CalendarBytes.of(calendar),
                        CalendarOwner.of(ALICE, ZoneId.of("UTC")),
                        new TimeSpan(from, from.plus(Duration.ofDays(4_000))))
                .busy()
                .stream()
                .findFirst()
                .map(busy -> LocalDateTime.ofInstant(busy.start(), ZoneOffset.UTC));
    }
}
