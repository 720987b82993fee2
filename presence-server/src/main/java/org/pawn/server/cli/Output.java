package org.pawn.server.cli;

import java.io.PrintWriter;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.pawn.sdk.Availability;
import org.pawn.sdk.Presence;
import org.pawn.sdk.PresenceItem;

/** Prints for a person or, with {@code --json}, for a program. */
final class Output {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    private static final DateTimeFormatter DAY_AND_TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);

    private final PrintWriter out;
    private final PrintWriter err;
    private final boolean json;
    private final Surroundings surroundings;

    Output(PrintWriter out, PrintWriter err, boolean json, Surroundings surroundings) {
        this.out = out;
        this.err = err;
        this.json = json;
        this.surroundings = surroundings;
    }

    boolean isJson() {
        return json;
    }

    /** One value for a program. */
    void json(Object value) {
        out.println(JsonOutput.write(value));
        out.flush();
    }

    /** The value for a program, or these words for a person. */
    void say(Object value, String words) {
        if (json) {
            json(value);
        } else {
            out.println(Printable.of(words));
            out.flush();
        }
    }

    /** The value for a program; for a person a table, or these words when it is empty. */
    void table(Object value, Table table, String whenEmpty) {
        if (json) {
            json(value);
            return;
        }
        if (table.isEmpty()) {
            out.println(whenEmpty);
        } else {
            table.lines().forEach(out::println);
        }
        out.flush();
    }

    /** The items for a program; for a person a table whose rows start with coloured pawns. */
    void items(List<PresenceItem> items, Table table) {
        if (json) {
            json(items);
        } else {
            presences(items.stream().flatMap(item -> item.presence().stream()).toList(), table);
        }
    }

    /** For a person: a table whose rows start with coloured pawns. */
    void presences(List<Presence> shown, Table table) {
        List<String> lines = table.lines();
        if (!shown.isEmpty()) {
            out.println((surroundings.terminal() ? "  " : "") + lines.get(0));
        }
        for (int row = 0; row < shown.size(); row++) {
            out.println(pawn(shown.get(row)) + lines.get(row + 1));
        }
        out.flush();
    }

    /** One line as it is: a secret that was asked for, a line that has colours of ours in it. */
    void line(String line) {
        out.println(line);
        out.flush();
    }

    /** A remark that is not the result. */
    void remark(String words) {
        err.println(Printable.of(words));
        err.flush();
    }

    /** In the local zone; without the day when it is today. */
    String time(Instant instant) {
        ZonedDateTime local = instant.atZone(surroundings.zone());
        LocalDate today = LocalDate.ofInstant(surroundings.clock().instant(), surroundings.zone());
        return (local.toLocalDate().equals(today) ? TIME : DAY_AND_TIME).format(local);
    }

    /** A coloured pawn and a blank on a terminal, else nothing. */
    String pawn(Presence presence) {
        if (!surroundings.terminal()) {
            return "";
        }
        String glyph = presence.idle() || presence.availability() == Availability.OFFLINE ? "♙" : "♟";
        return "\u001b[" + colour(presence.availability()) + "m" + glyph + "\u001b[0m ";
    }

    private static int colour(Availability availability) {
        return switch (availability) {
            case AVAILABLE -> 32;
            case BUSY -> 31;
            case DO_NOT_DISTURB -> 35;
            case BE_RIGHT_BACK, AWAY -> 33;
            case OFFLINE, UNKNOWN -> 90;
        };
    }
}
