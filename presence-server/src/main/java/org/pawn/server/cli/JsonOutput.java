package org.pawn.server.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.pawn.sdk.AccessToken;
import org.pawn.sdk.Activity;
import org.pawn.sdk.Availability;
import org.pawn.sdk.AvailabilityItem;
import org.pawn.sdk.FreeBusy;
import org.pawn.sdk.Level;
import org.pawn.sdk.Presence;
import org.pawn.sdk.QuietHours;
import org.pawn.sdk.Schedule;
import org.pawn.sdk.Scope;
import org.pawn.sdk.Viewer;
import org.pawn.sdk.Watcher;
import org.pawn.sdk.WeeklyHours;
import org.pawn.sdk.WorkingHours;

/** The SDK's values as one line of JSON, in the words of the REST contract; what is empty is left out. */
final class JsonOutput {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .addModule(new JavaTimeModule())
            .addModule(words())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .addMixIn(Presence.class, WithActivity.class)
            .addMixIn(WorkingHours.class, WithDays.class)
            .addMixIn(QuietHours.class, WithDays.class)
            .addMixIn(WeeklyHours.class, DaysAlone.class)
            .serializationInclusion(JsonInclude.Include.NON_ABSENT)
            .build();

    /** The first of the activities stands by itself, too, as on the wire. */
    private interface WithActivity {
        @JsonProperty("activity")
        Optional<Activity> activity();
    }

    /** Hours by weekday are {@code days}, as on the wire. */
    private interface WithDays {
        @JsonProperty("days")
        WeeklyHours week();
    }

    private interface DaysAlone {
        @JsonValue
        Map<DayOfWeek, WeeklyHours.Hours> byDay();
    }

    private JsonOutput() {}

    static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a value of the SDK did not become JSON", impossible);
        }
    }

    private static SimpleModule words() {
        return new SimpleModule()
                .addSerializer(Availability.class, as(Availability::word))
                .addSerializer(Activity.class, as(Activity::word))
                .addSerializer(Schedule.State.class, as(Schedule.State::word))
                .addSerializer(Scope.class, as(Scope::word))
                .addSerializer(Level.class, as(Level::word))
                .addSerializer(FreeBusy.Coverage.class, as(each -> each.name().toLowerCase(Locale.ROOT)))
                .addSerializer(
                        AvailabilityItem.State.class, as(each -> each.name().toLowerCase(Locale.ROOT)))
                .addSerializer(Watcher.State.class, as(each -> each.name().toLowerCase(Locale.ROOT)))
                .addSerializer(Viewer.Kind.class, as(each -> each.name().toLowerCase(Locale.ROOT)))
                .addSerializer(LocalTime.class, as(LocalTime::toString))
                .addKeySerializer(DayOfWeek.class, dayAsKey())
                .addSerializer(AccessToken.class, as(each -> "***")); // a secret is printed on purpose or not at all
    }

    private static JsonSerializer<DayOfWeek> dayAsKey() {
        return new JsonSerializer<>() {
            @Override
            public void serialize(DayOfWeek day, JsonGenerator generator, SerializerProvider provider)
                    throws IOException {
                generator.writeFieldName(day.name().toLowerCase(Locale.ROOT));
            }
        };
    }

    private static <T> JsonSerializer<T> as(Function<T, String> word) {
        return new JsonSerializer<>() {
            @Override
            public void serialize(T value, JsonGenerator generator, SerializerProvider provider) throws IOException {
                generator.writeString(word.apply(value));
            }
        };
    }
}
