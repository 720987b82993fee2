package org.pawn.server.storage;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.pawn.address.AddressOfRecord;
import org.pawn.freebusy.WorkingHours;
import org.pawn.freebusy.WorkingHoursStore;

/** Working hours, a row for each working day. */
final class JdbcWorkingHoursStore implements WorkingHoursStore {
    private static final WeekdayRows ROWS = new WeekdayRows("working_hours");

    private final Database database;
    private final DurableWriter writer;

    JdbcWorkingHoursStore(Database database, DurableWriter writer) {
        this.database = database;
        this.writer = writer;
    }

    @Override
    public Map<AddressOfRecord, WorkingHours> all() {
        Map<AddressOfRecord, WorkingHours> all = new HashMap<>();
        database.read(ROWS::all).forEach((owner, week) -> all.put(owner, new WorkingHours(week)));
        return all;
    }

    @Override
    public CompletableFuture<Void> save(AddressOfRecord person, WorkingHours hours) {
        return writer.write(handle -> ROWS.replace(handle, person, hours.week()));
    }
}
