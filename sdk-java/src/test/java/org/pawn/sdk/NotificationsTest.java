package org.pawn.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class NotificationsTest {
    private static final String MONDAY_NIGHT = "\"timeZone\":\"Europe/Berlin\",\"days\":{"
            + "\"monday\":{\"start\":\"20:00\",\"end\":\"07:00\"},\"caturday\":{\"start\":\"00:00\",\"end\":\"24:00\"}}";
    private static final WeeklyHours WEEK =
            WeeklyHours.on(List.of(DayOfWeek.MONDAY), LocalTime.of(20, 0), LocalTime.of(7, 0));

    private final ScriptedServer server = new ScriptedServer();
    private final PresenceClient client = server.client().build();

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    @Test
    void quietHoursAreReadWithTheirEnd() {
        server.answers("{" + MONDAY_NIGHT + ",\"quietUntil\":\"2030-03-05T06:00:00Z\"}")
                .answers("{\"timeZone\":\"Europe/Berlin\",\"days\":{},\"quietUntil\":null}");

        QuietHours hours = client.notifications().quietHours("alice@example.com");
        QuietHours none = client.notifications().quietHours("alice@example.com");

        assertThat(hours)
                .isEqualTo(new QuietHours(WEEK, "Europe/Berlin", Optional.of(Instant.parse("2030-03-05T06:00:00Z"))));
        assertThat(none).isEqualTo(new QuietHours(new WeeklyHours(Map.of()), "Europe/Berlin", Optional.empty()));
        assertThat(server.asked().getTarget()).isEqualTo("/v1/people/alice@example.com/quiet-hours");
    }

    @Test
    void aWeekIsPutWhole() {
        server.answers("{" + MONDAY_NIGHT + ",\"quietUntil\":null}");

        client.notifications()
                .putQuietHours(
                        "alice@example.com",
                        WEEK.and(List.of(DayOfWeek.SATURDAY), LocalTime.MIDNIGHT, LocalTime.MIDNIGHT));

        RecordedRequest asked = server.asked();
        assertThat(asked.getMethod()).isEqualTo("PUT");
        assertThat(asked.getBody().utf8())
                .isEqualTo("{\"days\":{\"monday\":{\"start\":\"20:00\",\"end\":\"07:00\"},"
                        + "\"saturday\":{\"start\":\"00:00\",\"end\":\"00:00\"}}}");
    }

    @Test
    void workingHoursAreReadPutAndForgotten() {
        server.answers("{" + MONDAY_NIGHT + "}")
                .answers("{" + MONDAY_NIGHT + "}")
                .answersNothing();

        WorkingHours hours = client.calendars().workingHours("alice@example.com");
        client.calendars().putWorkingHours("alice@example.com", hours.week());
        client.calendars().deleteWorkingHours("alice@example.com");

        assertThat(hours).isEqualTo(new WorkingHours(WEEK, "Europe/Berlin"));
        assertThat(server.asked().getTarget()).isEqualTo("/v1/people/alice@example.com/working-hours");
        assertThat(server.asked().getMethod()).isEqualTo("PUT");
        assertThat(server.asked().getMethod()).isEqualTo("DELETE");
    }

    @Test
    void theChoiceForPhonesIsReadAndPut() {
        server.answers("{\"deliverToPhones\":false}").answers("{\"deliverToPhones\":true}");

        assertThat(client.notifications().deliverToPhones("alice@example.com")).isFalse();
        assertThat(client.notifications().deliverToPhones("alice@example.com", true))
                .isTrue();

        assertThat(server.asked().getTarget()).isEqualTo("/v1/people/alice@example.com/notifications");
        assertThat(server.asked().getBody().utf8()).isEqualTo("{\"deliverToPhones\":true}");
    }

    @Test
    void aTimeThatIsNoneIsSaid() {
        server.answers("{\"timeZone\":\"UTC\",\"days\":{\"monday\":{\"start\":\"8 pm\",\"end\":\"07:00\"}}}");

        assertThatThrownBy(() -> client.notifications().quietHours("alice@example.com"))
                .isInstanceOf(PresenceClientException.class);
    }
}
