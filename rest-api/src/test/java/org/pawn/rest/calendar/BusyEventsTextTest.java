package org.pawn.rest.calendar;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pawn.address.AddressOfRecord;

final class BusyEventsTextTest {
    private static Instant at(String time) {
        return Instant.parse("2030-03-04T" + time + ":00Z");
    }

    @Test
    void eachSpanIsAnEventWithoutATitleThatTakesTheTime() {
        List<TakenTime> taken = List.of(
                new TakenTime(at("08:00"), at("09:00"), "BUSY"),
                new TakenTime(at("09:00"), at("09:30"), "BUSY-TENTATIVE"),
                new TakenTime(at("12:00"), at("18:00"), "BUSY-UNAVAILABLE"),
                new TakenTime(at("18:00"), at("20:00"), TakenTime.UNKNOWN));

        Golden.assertIs(
                "events.ics", BusyEventsText.of(new AddressOfRecord("alice", "example.com"), taken, at("06:00")));
    }
}
