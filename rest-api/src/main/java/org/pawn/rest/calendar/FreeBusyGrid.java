package org.pawn.rest.calendar;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.pawn.freebusy.TimeSpan;
import org.pawn.rest.http.XmlText;

/**
 * A grid of busy time as SVG: a row for each person, a column for each day, working hours light and the rest shaded. Each
 * type has a colour and a pattern, so that it reads without colour; all of it stands in words in the description. A pure
 * function; attributes alone, no style and no script.
 */
final class FreeBusyGrid {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEE d MMM", Locale.ENGLISH);
    private static final int NAME_WIDTH = 190;
    private static final int MIN_WIDTH = 580; // of the legend
    private static final int WIDE_DAY = 144;
    private static final int NARROW_DAY = 72;
    private static final int HEADER = 44;
    private static final int ROW = 36;
    private static final int LEGEND = 44;
    private static final int DAY_SECONDS = 86_400;
    private static final int MAX_NAME = 26;

    private static final String PATTERNS = """
            <defs>
            <pattern id="grid-tentative" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">\
            <rect width="6" height="6" fill="#dce6fb"/><rect width="2" height="6" fill="#2152c8"/></pattern>
            <pattern id="grid-away" width="5" height="5" patternUnits="userSpaceOnUse">\
            <rect width="5" height="5" fill="#6b3a93"/><circle cx="2.5" cy="2.5" r="1" fill="#ffffff"/></pattern>
            <pattern id="grid-unknown" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">\
            <rect width="7" height="7" fill="#f3f4f6"/><path d="M0 0H7M0 0V7" stroke="#7b8494" stroke-width="1"/></pattern>
            </defs>
            """;

    private final GridQuestion question;
    private final List<GridRow> rows;
    private final GridWords words;
    private final int dayWidth;
    private final StringBuilder svg = new StringBuilder(16 * 1024);

    private FreeBusyGrid(GridQuestion question, List<GridRow> rows) {
        this.question = question;
        this.rows = rows;
        this.words = new GridWords(question);
        this.dayWidth = question.days() <= 7 ? WIDE_DAY : NARROW_DAY;
    }

    static String svg(GridQuestion question, List<GridRow> rows) {
        return new FreeBusyGrid(question, rows).draw();
    }

    private String draw() {
        int width = Math.max(MIN_WIDTH, NAME_WIDTH + question.days() * dayWidth + 1);
        int height = HEADER + rows.size() * ROW + LEGEND;
        svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %1$d %2$d\""
                .formatted(width, height));
        svg.append(
                " role=\"img\" aria-labelledby=\"grid-title\" aria-describedby=\"grid-words\" font-family=\"sans-serif\" font-size=\"12\">\n");
        svg.append("<title id=\"grid-title\">")
                .append(text(words.title(rows.size())))
                .append("</title>\n<desc id=\"grid-words\">");
        rows.forEach(row -> svg.append(text(words.row(row))).append('\n'));
        svg.append("</desc>\n").append(PATTERNS);
        rectangle(0, 0, width, height, "#ffffff");
        for (int row = 0; row < rows.size(); row++) {
            row(rows.get(row), HEADER + row * ROW);
        }
        lines(height - LEGEND);
        legend(height - LEGEND + 16);
        return svg.append("</svg>\n").toString();
    }

    private void row(GridRow row, int top) {
        String name = row.name().length() > MAX_NAME ? row.name().substring(0, MAX_NAME - 1) + "…" : row.name();
        int baseline = row.remark().isPresent() ? top + 15 : top + 22;
        svg.append("<text x=\"8\" y=\"%d\" fill=\"#1c2129\">%s</text>\n".formatted(baseline, text(name)));
        row.remark()
                .ifPresent(remark -> svg.append("<text x=\"8\" y=\"%d\" fill=\"#5b6472\" font-size=\"10\">%s</text>\n"
                        .formatted(top + 28, text(remark))));
        rectangle(NAME_WIDTH, top, question.days() * dayWidth, ROW, "#e6e9ef");
        for (TimeSpan hours : row.time().usableHours()) {
            across(hours.start(), hours.end(), (x, width) -> rectangle(x, top, width, ROW, "#ffffff"));
        }
        for (TakenTime taken : TakenTime.of(row.time())) {
            String title = text(row.name() + ": " + words.span(taken));
            across(
                    taken.start(),
                    taken.end(),
                    (x, width) -> svg.append(
                            "<rect x=\"%s\" y=\"%d\" width=\"%s\" height=\"%d\" fill=\"%s\"><title>%s</title></rect>\n"
                                    .formatted(x, top + 5, width, ROW - 10, fill(taken), title)));
        }
    }

    private static String fill(TakenTime taken) {
        return switch (taken.type()) {
            case "BUSY-TENTATIVE" -> "url(#grid-tentative)";
            case "BUSY-UNAVAILABLE" -> "url(#grid-away)";
            case TakenTime.UNKNOWN -> "url(#grid-unknown)";
            default -> "#2152c8";
        };
    }

    private interface Piece {
        void at(String x, String width);
    }

    /** A span, a piece for each day it touches, by the clock on the wall. */
    private void across(Instant start, Instant end, Piece piece) {
        for (int day = 0; day < question.days(); day++) {
            TimeSpan whole = question.day(day);
            if (!whole.overlaps(start, end)) {
                continue;
            }
            double left = start.isAfter(whole.start()) ? fraction(start) : 0;
            double right = end.isBefore(whole.end()) ? fraction(end) : 1;
            if (left < right) { // where the clock is set back, a span can end before it began
                double x = NAME_WIDTH + (day + left) * dayWidth;
                piece.at(number(x), number(Math.max(1, (right - left) * dayWidth)));
            }
        }
    }

    private double fraction(Instant instant) {
        return instant.atZone(question.zone()).toLocalTime().toSecondOfDay() / (double) DAY_SECONDS;
    }

    private void lines(int bottom) {
        for (int day = 0; day < question.days(); day++) {
            LocalDate date = question.from().plusDays(day);
            int x = NAME_WIDTH + day * dayWidth;
            svg.append("<text x=\"%d\" y=\"17\" fill=\"#1c2129\" font-weight=\"bold\">%s</text>\n"
                    .formatted(x + 5, DAY.format(date)));
            for (int hour = 6; hour < 24 && dayWidth == WIDE_DAY; hour += 6) {
                int at = x + hour * dayWidth / 24;
                svg.append(
                        "<text x=\"%d\" y=\"36\" fill=\"#5b6472\" font-size=\"10\" text-anchor=\"middle\">%d</text>\n"
                                .formatted(at, hour));
                line(at, HEADER, at, bottom, "#d5dae2");
            }
            line(x, 0, x, bottom, "#8a93a0");
        }
        int right = NAME_WIDTH + question.days() * dayWidth;
        line(right, 0, right, bottom, "#8a93a0");
        for (int y = HEADER; y <= bottom; y += ROW) {
            line(0, y, right, y, "#c3ccd8");
        }
    }

    private void legend(int top) {
        int x = 8;
        for (String type : List.of("BUSY", "BUSY-TENTATIVE", "BUSY-UNAVAILABLE", TakenTime.UNKNOWN)) {
            TakenTime sample = new TakenTime(Instant.EPOCH, Instant.EPOCH, type);
            svg.append(("<rect x=\"%d\" y=\"%d\" width=\"26\" height=\"14\" fill=\"%s\" stroke=\"#8a93a0\"/>"
                            + "<text x=\"%d\" y=\"%d\" fill=\"#1c2129\">%s</text>\n")
                    .formatted(x, top, fill(sample), x + 32, top + 11, GridWords.type(sample)));
            x += 118;
        }
        svg.append(("<rect x=\"%d\" y=\"%d\" width=\"26\" height=\"14\" fill=\"#e6e9ef\" stroke=\"#8a93a0\"/>"
                        + "<text x=\"%d\" y=\"%d\" fill=\"#1c2129\">off work</text>\n")
                .formatted(x, top, x + 32, top + 11));
    }

    private void line(int x1, int y1, int x2, int y2, String colour) {
        svg.append("<path d=\"M%d %dL%d %d\" stroke=\"%s\" stroke-width=\"1\"/>\n".formatted(x1, y1, x2, y2, colour));
    }

    private void rectangle(int x, int y, int width, int height, String colour) {
        rectangle(Integer.toString(x), y, Integer.toString(width), height, colour);
    }

    private void rectangle(String x, int y, String width, int height, String colour) {
        svg.append("<rect x=\"%s\" y=\"%d\" width=\"%s\" height=\"%d\" fill=\"%s\"/>\n"
                .formatted(x, y, width, height, colour));
    }

    private static String text(String anybodys) {
        return XmlText.escaped(anybodys);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
