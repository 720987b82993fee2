package org.pawn.calendar.ical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pawn.calendar.ical.Ical.calendar;
import static org.pawn.calendar.ical.Ical.event;
import static org.pawn.calendar.ical.Ical.expand;
import static org.pawn.calendar.ical.Ical.owner;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Rules with the starts that they make, from the table of RFC 5545 section 3.3.10 and from RFC 7529 section 4.1: tables
 * of {@code start|rule|starts}, in UTC, under {@code rules}. A rule that goes on gives the first of its starts.
 */
final class RuleTablesTest {
    @TestFactory
    Stream<DynamicContainer> eachRuleMakesTheStartsOfItsTable() throws IOException, URISyntaxException {
        Path folder = Path.of(Objects.requireNonNull(RuleTablesTest.class.getResource("rules"), "no tables")
                .toURI());
        try (Stream<Path> tables = Files.list(folder)) {
            return tables.sorted().toList().stream()
                    .map(table -> DynamicContainer.dynamicContainer(
                            table.getFileName().toString(),
                            lines(table).map(line -> DynamicTest.dynamicTest(line, () -> check(line)))));
        }
    }

    private static Stream<String> lines(Path table) {
        try {
            return Files.readAllLines(table).stream().filter(line -> !line.startsWith("#") && !line.isBlank());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static void check(String line) {
        String[] cells = line.split("\\|", -1);
        List<String> expected =
                cells[2].isBlank() ? List.of() : List.of(cells[2].strip().split(" "));
        boolean isDate = cells[0].strip().length() == 8;
        String start = isDate ? "DTSTART;VALUE=DATE:" : "DTSTART:";
        String length = isDate ? "DURATION:P1D" : "DURATION:PT1S";
        String series = event("UID:1", start + cells[0].strip(), length, "RRULE:" + cells[1].strip());

        var expansion = expand(owner("UTC"), "1900-01-01T00:00:00Z", "2100-01-01T00:00:00Z", calendar(series));

        assertThat(expansion.problems()).isEmpty();
        var found = expansion.events().stream()
                .map(event -> event.start().toString().replaceAll("[-:]", ""))
                .map(time -> isDate ? time.substring(0, 8) : time)
                .toList();
        boolean ends = cells[1].contains("COUNT=") || cells[1].contains("UNTIL=") || expected.isEmpty();
        assertThat(ends ? found : found.subList(0, Math.min(found.size(), expected.size())))
                .as(line)
                .isEqualTo(expected);
    }
}
