package org.pawn.freebusy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.pawn.address.AddressOfRecord;

/** What every {@link WorkingHoursStore} does. */
public interface WorkingHoursStoreContract {
    AddressOfRecord ALICE = new AddressOfRecord("alice", "example.com");
    AddressOfRecord BOB = new AddressOfRecord("bob", "example.com");

    WorkingHoursStore store();

    /** The store after a restart of what keeps it. */
    WorkingHoursStore reopened();

    @Test
    default void hoursComeBackToTheMinute() {
        WorkingHours hours = new WorkingHours(Map.of(
                DayOfWeek.MONDAY, new LocalHours(LocalTime.of(8, 30), LocalTime.of(17, 15)),
                DayOfWeek.SUNDAY, new LocalHours(LocalTime.MIN, LocalTime.of(23, 59))));

        store().save(ALICE, hours).join();

        assertThat(reopened().all()).isEqualTo(Map.of(ALICE, hours));
    }

    @Test
    default void hoursAreReplacedWholeAndForgotten() {
        store().save(ALICE, only(DayOfWeek.MONDAY)).join();
        store().save(BOB, only(DayOfWeek.FRIDAY)).join();

        store().save(ALICE, only(DayOfWeek.TUESDAY)).join();
        store().save(BOB, WorkingHours.UNKNOWN).join();

        assertThat(reopened().all()).isEqualTo(Map.of(ALICE, only(DayOfWeek.TUESDAY)));
    }

    private static WorkingHours only(DayOfWeek day) {
        return new WorkingHours(Map.of(day, new LocalHours(LocalTime.of(9, 0), LocalTime.of(17, 0))));
    }
}
