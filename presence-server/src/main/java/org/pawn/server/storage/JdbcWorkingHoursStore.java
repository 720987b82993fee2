package org.pawn.server.storage;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.pawn.address.AddressOfRecord;
import org.pawn.freebusy.WorkingHours;
import org.pawn.freebusy.WorkingHours.Hours;
import org.pawn.freebusy.WorkingHoursStore;

/** Weekly hours, a row for each working day; times as local text, since they belong to no date. */
final class JdbcWorkingHoursStore implements WorkingHoursStore {
    private record Row(AddressOfRecord owner, DayOfWeek day, Hours hours) {}

    private final Database database;
    private final DurableWriter writer;

    JdbcWorkingHoursStore(Database database, DurableWriter writer) {
        this.database = database;
        this.writer = writer;
    }

    @Override
    public Map<AddressOfRecord, WorkingHours> all() {
        Map<AddressOfRecord, Map<DayOfWeek, Hours>> byDay = new HashMap<>();
        database.read(handle -> handle.createQuery("select * from working_hours")
                        .map((row, context) -> row(row))
                        .list())
                .forEach(row -> byDay.computeIfAbsent(row.owner(), first -> new EnumMap<>(DayOfWeek.class))
                        .put(row.day(), row.hours()));
        Map<AddressOfRecord, WorkingHours> all = new HashMap<>();
        byDay.forEach((owner, days) -> all.put(owner, new WorkingHours(days)));
        return all;
    }

    @Override
    public CompletableFuture<Void> save(AddressOfRecord person, WorkingHours hours) {
        return writer.write(handle -> {
            handle.execute("delete from working_hours where owner_address = ?", person.toString());
            PreparedBatch rows = handle.prepareBatch(
                    "insert into working_hours (owner_address, weekday, starts, ends) values (?, ?, ?, ?)");
            hours.byDay()
                    .forEach((day, span) -> rows.add(
                            person.toString(),
                            day.getValue(),
                            span.start().toString(),
                            span.end().toString()));
            rows.execute();
        });
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                Columns.address(row, "owner_address"),
                DayOfWeek.of(row.getInt("weekday")),
                new Hours(LocalTime.parse(row.getString("starts")), LocalTime.parse(row.getString("ends"))));
    }
}
