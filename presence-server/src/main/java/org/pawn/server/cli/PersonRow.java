package org.pawn.server.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.pawn.sdk.Administration;
import org.pawn.sdk.Person;
import org.pawn.sdk.PersonDetails;

/**
 * One line of a file of people.
 *
 * @param values by column, without the empty ones
 */
record PersonRow(int line, String address, Map<String, String> values) {
    private static final List<String> COLUMNS = List.of(
            "address", "name", "email", "title", "department", "phone", "timeZone", "roles", "skills", "password");

    @Override
    public String toString() {
        return "line " + line + ": " + address; // not the password
    }

    /** @throws CommandFailure naming the file and the line that are wrong; then nothing was added */
    static List<PersonRow> read(Path file) {
        List<CsvLine> lines = CsvLine.parse(text(file), file.toString());
        if (lines.isEmpty()) {
            throw CommandFailure.wrongUsage(file + ": it is empty; its first line names the columns");
        }
        List<String> header = header(lines.get(0), file);
        List<PersonRow> rows = new ArrayList<>();
        for (CsvLine line : lines.subList(1, lines.size())) {
            rows.add(row(header, line, file));
        }
        return rows;
    }

    CompletableFuture<Person> add(Administration administration) {
        PersonDetails details = PersonDetails.none();
        for (Map.Entry<String, String> value : values.entrySet()) {
            details = switch (value.getKey()) {
                case "name" -> details.name(value.getValue());
                case "email" -> details.email(value.getValue());
                case "title" -> details.title(value.getValue());
                case "department" -> details.department(value.getValue());
                case "phone" -> details.phone(value.getValue());
                case "timeZone" -> details.timeZone(value.getValue());
                case "roles" -> details.roles(words(value.getValue()));
                case "skills" -> details.skills(words(value.getValue()));
                default -> details; // address and password stand apart
            };
        }
        String password = values.get("password");
        return password == null
                ? administration.addPersonAsync(address, details)
                : administration.addPersonAsync(address, details, password);
    }

    /** Several words in one cell stand between semicolons. */
    private static List<String> words(String cell) {
        return Arrays.stream(cell.split(";"))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private static PersonRow row(List<String> header, CsvLine line, Path file) {
        if (line.cells().size() != header.size()) {
            throw CommandFailure.wrongUsage(file + ": line " + line.number() + " has "
                    + line.cells().size() + " columns, the first line has " + header.size());
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (int column = 0; column < header.size(); column++) {
            String value = line.cells().get(column).strip();
            if (!value.isEmpty()) {
                values.put(header.get(column), value);
            }
        }
        String address = Optional.ofNullable(values.get("address"))
                .orElseThrow(() -> CommandFailure.wrongUsage(file + ": line " + line.number() + " has no address"));
        return new PersonRow(line.number(), address, values);
    }

    private static List<String> header(CsvLine line, Path file) {
        List<String> header = line.cells().stream().map(PersonRow::column).toList();
        header.stream().filter(column -> !COLUMNS.contains(column)).findFirst().ifPresent(column -> {
            throw CommandFailure.wrongUsage(
                    file + ": the column \"" + column + "\" is none of " + String.join(", ", COLUMNS));
        });
        if (!header.contains("address")) {
            throw CommandFailure.wrongUsage(file + ": the first line names no column \"address\"");
        }
        return header;
    }

    private static String column(String written) {
        return COLUMNS.stream()
                .filter(each -> each.equalsIgnoreCase(written.strip()))
                .findFirst()
                .orElse(written.strip());
    }

    private static String text(Path file) {
        try {
            String text = Files.readString(file);
            return text.startsWith("\uFEFF") ? text.substring(1) : text; // as spreadsheets write it
        } catch (IOException notReadable) {
            throw CommandFailure.wrongUsage("FILE.csv: " + file + " cannot be read as UTF-8");
        }
    }
}
