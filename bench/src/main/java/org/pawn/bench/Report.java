package org.pawn.bench;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The figures of a run: a table for people, then a JSON line each for programs, with the load then. */
final class Report {
    private record Figure(String name, double value, String unit, double load) {}

    private final String bench;
    private final List<Figure> figures = new ArrayList<>();

    Report(String bench) {
        this.bench = bench;
    }

    void add(String name, double value, String unit) {
        figures.add(new Figure(name, value, unit, Machine.loadAverage()));
    }

    void print(PrintStream out) {
        int width = figures.stream().mapToInt(one -> one.name().length()).max().orElse(0);
        out.printf("%n%s on %s%n", bench, Machine.words());
        for (Figure one : figures) {
            out.printf("  %-" + width + "s %14s %s%n", one.name(), text(one.value()), one.unit());
        }
        out.println();
        for (Figure one : figures) {
            out.printf(
                    Locale.ROOT,
                    "{\"bench\":\"%s\",\"figure\":\"%s\",\"value\":%s,\"unit\":\"%s\",\"load\":%.2f}%n",
                    bench,
                    one.name(),
                    plain(one.value()),
                    one.unit(),
                    one.load());
        }
    }

    private static String text(double value) {
        return value == Math.rint(value)
                ? String.format(Locale.ROOT, "%,.0f", value)
                : String.format(Locale.ROOT, "%,.3f", value);
    }

    private static String plain(double value) {
        return value == Math.rint(value)
                ? String.format(Locale.ROOT, "%.0f", value)
                : String.format(Locale.ROOT, "%.3f", value);
    }
}
