package org.pawn.server.cli;

import java.util.Optional;
import org.pawn.sdk.PresenceClient;
import org.pawn.sdk.WeeklyHours;
import org.pawn.sdk.WorkingHours;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code pawn hours}: when a person works. */
@Command(
        name = "hours",
        description = {"Shows when a person works, or says it, on their own clock.", "Hours that are given replace all."
        })
final class HoursCommand extends ClientCommand {
    @Parameters(paramLabel = "ADDRESS", description = "Whose, such as alice@example.com.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String address;

    @Mixin
    private final WeekOptions asked = new WeekOptions();

    HoursCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run(PresenceClient client, Output output) {
        Optional<WeeklyHours> week = asked.week();
        if (asked.none()) {
            client.calendars().deleteWorkingHours(address);
        }
        WorkingHours hours = week.isPresent()
                ? client.calendars().putWorkingHours(address, week.get())
                : client.calendars().workingHours(address);
        output.say(hours, words(hours));
        return 0;
    }

    private String words(WorkingHours hours) {
        return hours.week().byDay().isEmpty()
                ? "It is not known when " + address + " works."
                : address + " works " + WeekWords.of(hours.week()) + " (" + hours.timeZone() + ").";
    }
}
