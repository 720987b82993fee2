package org.pawn.server.storage;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.pawn.address.AddressOfRecord;
import org.pawn.freebusy.LocalHours;
import org.pawn.freebusy.WeeklyHours;

/** Weekly hours in a table of their own, a row for each weekday; times as local text, since they belong to no date. */
final class WeekdayRows {
    private record Row(AddressOfRecord owner, DayOfWeek day, LocalHours hours) {}

    private final String select;
    private final String remove;
    private final String insert;

    /** @param table has {@code owner_address, weekday, starts, ends} */
    WeekdayRows(String table) {
        select = "select * from " + table;
        remove = "delete from " + table + " where owner_address = ?";
        insert = "insert into " + table + " (owner_address, weekday, starts, ends) values (?, ?, ?, ?)";
    }

    Map<AddressOfRecord, WeeklyHours> all(Handle handle) {
        Map<AddressOfRecord, Map<DayOfWeek, LocalHours>> byDay = new HashMap<>();
        handle.createQuery(select)
                .map((row, context) -> row(row))
                .forEach(row -> byDay.computeIfAbsent(row.owner(), first -> new EnumMap<>(DayOfWeek.class))
                        .put(row.day(), row.hours()));
        Map<AddressOfRecord, WeeklyHours> all = new HashMap<>();
        byDay.forEach((owner, days) -> all.put(owner, new WeeklyHours(days)));
        return all;
    }

    void replace(Handle handle, AddressOfRecord owner, WeeklyHours hours) {
        handle.execute(remove, owner.toString());
        PreparedBatch rows = handle.prepareBatch(insert);
        hours.byDay()
                .forEach((day, span) -> rows.add(
                        owner.toString(),
                        day.getValue(),
                        span.start().toString(),
                        span.end().toString()));
        rows.execute();
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                Columns.address(row, "owner_address"),
                DayOfWeek.of(row.getInt("weekday")),
                new LocalHours(LocalTime.parse(row.getString("starts")), LocalTime.parse(row.getString("ends"))));
    }
}
