package org.pawn.server.storage;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.pawn.address.AddressOfRecord;
import org.pawn.freebusy.WeeklyHours;
import org.pawn.notification.NotificationChoices;
import org.pawn.notification.NotificationStore;
import org.pawn.notification.QuietHours;

/** Choices: quiet hours, a row for each weekday, and a row for what else was chosen, where it was. */
final class JdbcNotificationStore implements NotificationStore {
    private static final WeekdayRows QUIET_HOURS = new WeekdayRows("quiet_hours");
    private static final String DELIVERING =
            "select owner_address from notification_choice where deliver_to_phones = true";
    private static final String REMOVE = "delete from notification_choice where owner_address = ?";
    private static final String INSERT =
            "insert into notification_choice (owner_address, deliver_to_phones) values (?, ?)";

    private final Database database;
    private final DurableWriter writer;

    JdbcNotificationStore(Database database, DurableWriter writer) {
        this.database = database;
        this.writer = writer;
    }

    @Override
    public Map<AddressOfRecord, NotificationChoices> all() {
        return database.readOneView(handle -> {
            Map<AddressOfRecord, WeeklyHours> hours = QUIET_HOURS.all(handle);
            Set<AddressOfRecord> delivering = handle.createQuery(DELIVERING)
                    .map((row, context) -> Columns.address(row, "owner_address"))
                    .set();
            Set<AddressOfRecord> people = new HashSet<>(hours.keySet());
            people.addAll(delivering);
            Map<AddressOfRecord, NotificationChoices> all = new HashMap<>();
            people.forEach(person -> all.put(
                    person,
                    new NotificationChoices(
                            new QuietHours(hours.getOrDefault(person, WeeklyHours.NONE)),
                            delivering.contains(person))));
            return all;
        });
    }

    @Override
    public CompletableFuture<Void> save(AddressOfRecord person, NotificationChoices choices) {
        return writer.write(handle -> {
            QUIET_HOURS.replace(handle, person, choices.quietHours().week());
            handle.execute(REMOVE, person.toString());
            if (choices.deliverToPhones()) {
                handle.execute(INSERT, person.toString(), true);
            }
        });
    }
}
