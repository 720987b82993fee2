package org.pawn.rest.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.pawn.freebusy.BusyInterval;
import org.pawn.freebusy.BusyType;
import org.pawn.freebusy.Coverage;
import org.pawn.freebusy.FreeBusy;
import org.pawn.freebusy.TimeSpan;
import org.xml.sax.InputSource;

final class FreeBusyGridTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final LocalDate MONDAY = LocalDate.of(2030, 3, 4);

    private static GridRow known(GridQuestion question, String name, List<TimeSpan> hours, BusyInterval... busy) {
        TimeSpan window = question.window();
        return new GridRow(
                name,
                Optional.empty(),
                new FreeBusy(
                        window.start(),
                        window.end(),
                        Optional.empty(),
                        Coverage.KNOWN,
                        List.of(busy),
                        List.of(),
                        hours,
                        hours));
    }

    private static GridRow unknown(GridQuestion question, String name, Coverage coverage, String remark) {
        return new GridRow(name, Optional.of(remark), FreeBusy.unknown(question.window(), coverage, Optional.empty()));
    }

    private static BusyInterval busy(String from, String to, BusyType type) {
        return new BusyInterval(Instant.parse(from), Instant.parse(to), type);
    }

    /** Nine to five in Berlin, on each day of the question. */
    private static List<TimeSpan> officeHours(GridQuestion question) {
        List<TimeSpan> hours = new ArrayList<>();
        for (int day = 0; day < question.days(); day++) {
            LocalDate date = question.from().plusDays(day);
            hours.add(new TimeSpan(
                    date.atTime(9, 0).atZone(BERLIN).toInstant(),
                    date.atTime(17, 0).atZone(BERLIN).toInstant()));
        }
        return hours;
    }

    private static void assertWellFormed(String svg) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        factory.newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
    }

    @Test
    void twoDaysOfTwoPeopleLookSo() throws Exception {
        GridQuestion question = new GridQuestion(BERLIN, MONDAY, 2);

        String svg = FreeBusyGrid.svg(
                question,
                List.of(
                        known(
                                question,
                                "Alice Example",
                                officeHours(question),
                                busy("2030-03-04T08:00:00Z", "2030-03-04T09:30:00Z", BusyType.BUSY),
                                busy("2030-03-04T13:00:00Z", "2030-03-04T14:00:00Z", BusyType.BUSY_TENTATIVE),
                                busy("2030-03-04T21:00:00Z", "2030-03-05T08:00:00Z", BusyType.BUSY_UNAVAILABLE)),
                        unknown(question, "carol@example.com", Coverage.NONE, "no calendar")));

        assertWellFormed(svg);
        Golden.assertIs("grid.svg", svg.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aViewerElsewhereSeesTheirOwnClock() {
        GridQuestion newYork = new GridQuestion(ZoneId.of("America/New_York"), MONDAY, 1);

        String svg = FreeBusyGrid.svg(
                newYork,
                List.of(known(
                        newYork,
                        "Alice Example",
                        List.of(newYork.window()),
                        busy("2030-03-04T14:00:00Z", "2030-03-04T15:00:00Z", BusyType.BUSY))));

        assertThat(svg).contains("Alice Example: busy Monday 4 March 09:00 to 10:00");
        assertThat(svg).contains("<rect x=\"244.0\" y=\"49\" width=\"6.0\""); // 190 + 9 of 24 hours of 144
    }

    @Test
    void aNameThatMeansHarmIsText() throws Exception {
        GridQuestion question = new GridQuestion(BERLIN, MONDAY, 1);

        String svg = FreeBusyGrid.svg(
                question, List.of(unknown(question, "<script>\"&\u0000", Coverage.HIDDEN, "hidden from you")));

        assertWellFormed(svg);
        assertThat(svg).doesNotContain("<script>").contains("&lt;script&gt;&quot;&amp; ");
    }

    @Test
    void theNightsInWhichClocksAreSetHaveTheirPlace() throws Exception {
        for (LocalDate day : List.of(LocalDate.of(2030, 3, 31), LocalDate.of(2030, 10, 27))) {
            GridQuestion question = new GridQuestion(BERLIN, day, 1);
            Instant start = question.window().start();

            String svg = FreeBusyGrid.svg(
                    question,
                    List.of(known(
                            question,
                            "Alice Example",
                            List.of(),
                            new BusyInterval(start.plusSeconds(1_800), start.plusSeconds(14_400), BusyType.BUSY),
                            new BusyInterval(start.plusSeconds(43_200), start.plusSeconds(46_800), BusyType.BUSY))));

            assertWellFormed(svg);
            assertThat(svg.split("fill=\"#2152c8\"><title>")).as(day.toString()).hasSize(3);
        }
    }

    @Test
    void wordsSayAllThatIsDrawn() {
        GridQuestion question = new GridQuestion(BERLIN, MONDAY, 7);
        GridWords words = new GridWords(question);

        assertThat(words.title(2))
                .isEqualTo("Busy time of 2 people, 4 March 2030 to 10 March 2030, by the clock of Europe/Berlin");
        assertThat(words.row(known(question, "Bob", List.of()))).isEqualTo("Bob: free all the time.");
        assertThat(words.row(known(
                        question,
                        "Bob",
                        List.of(),
                        busy("2030-03-04T22:00:00Z", "2030-03-04T23:00:00Z", BusyType.BUSY),
                        busy("2030-03-05T22:00:00Z", "2030-03-06T09:00:00Z", BusyType.BUSY_UNAVAILABLE))))
                .isEqualTo(
                        "Bob: busy Monday 4 March 23:00 to 24:00; away Tuesday 5 March 23:00 to Wednesday 6 March 10:00;");
    }
}
