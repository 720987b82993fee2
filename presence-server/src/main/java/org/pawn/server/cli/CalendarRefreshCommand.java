package org.pawn.server.cli;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pawn.sdk.CalendarSource;
import org.pawn.sdk.PresenceClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code pawn calendar refresh}. */
@Command(name = "refresh", description = "Has the server read a person's calendars again now.")
final class CalendarRefreshCommand extends ClientCommand {
    @Parameters(index = "0", paramLabel = "ADDRESS", description = "Whose, such as alice@example.com.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String address;

    @Parameters(index = "1", arity = "0..1", paramLabel = "ID", description = "One of them (default: all).")
    private @Nullable String id;

    CalendarRefreshCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run(PresenceClient client, Output output) {
        List<String> ids = id != null
                ? List.of(id)
                : client.calendars().list(address).stream()
                        .map(CalendarSource::id)
                        .toList();
        List<CalendarSource> read = new ArrayList<>();
        for (String each : ids) {
            read.add(client.calendars().refresh(address, each));
        }
        if (output.isJson()) {
            output.json(read);
        } else if (read.isEmpty()) {
            output.line("Nothing to read: " + address + " has no calendar.");
        } else {
            read.forEach(
                    calendar -> output.say(calendar, CalendarWords.of(calendar) + CalendarWords.leftOut(calendar)));
        }
        return read.stream().allMatch(calendar -> calendar.problem().isEmpty()) ? 0 : CommandFailure.FAILED;
    }
}
