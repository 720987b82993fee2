package org.pawn.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.pawn.address.AddressOfRecord;
import org.pawn.freebusy.LocalHours;
import org.pawn.freebusy.WeeklyHours;

/** What every {@link NotificationStore} does. */
public interface NotificationStoreContract {
    AddressOfRecord ALICE = new AddressOfRecord("alice", "example.com");
    AddressOfRecord BOB = new AddressOfRecord("bob", "example.com");

    NotificationStore store();

    /** The store after a restart of what keeps it. */
    NotificationStore reopened();

    @Test
    default void nobodyChoseAnythingAtFirst() {
        assertThat(store().all()).isEmpty();
    }

    @Test
    default void hoursOverMidnightAndTheWholeDayComeBack() {
        NotificationChoices choices = new NotificationChoices(
                new QuietHours(new WeeklyHours(Map.of(
                        DayOfWeek.MONDAY, new LocalHours(LocalTime.of(20, 0), LocalTime.of(7, 30)),
                        DayOfWeek.SATURDAY, new LocalHours(LocalTime.MIDNIGHT, LocalTime.MIDNIGHT)))),
                true);

        store().save(ALICE, choices).join();

        assertThat(reopened().all()).isEqualTo(Map.of(ALICE, choices));
    }

    @Test
    default void eachChoiceIsKeptWithoutTheOther() {
        NotificationChoices hours = NotificationChoices.NONE.withQuietHours(on(DayOfWeek.FRIDAY));
        NotificationChoices phones = NotificationChoices.NONE.withDeliverToPhones(true);

        store().save(ALICE, hours).join();
        store().save(BOB, phones).join();

        assertThat(reopened().all()).isEqualTo(Map.of(ALICE, hours, BOB, phones));
    }

    @Test
    default void choicesAreReplacedWholeAndForgotten() {
        NotificationChoices tuesdays = NotificationChoices.NONE.withQuietHours(on(DayOfWeek.TUESDAY));
        store().save(ALICE, new NotificationChoices(on(DayOfWeek.MONDAY), true)).join();
        store().save(BOB, new NotificationChoices(on(DayOfWeek.FRIDAY), true)).join();

        store().save(ALICE, tuesdays).join();
        store().save(BOB, NotificationChoices.NONE).join();

        assertThat(reopened().all()).isEqualTo(Map.of(ALICE, tuesdays));
    }

    private static QuietHours on(DayOfWeek day) {
        return new QuietHours(new WeeklyHours(Map.of(day, new LocalHours(LocalTime.of(22, 0), LocalTime.of(6, 0)))));
    }
}
