package org.pawn.server.cli;

import java.util.Map;
import org.pawn.sdk.PresenceClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code pawn calendar remove}. */
@Command(name = "remove", description = "Forgets a calendar.")
final class CalendarRemoveCommand extends ClientCommand {
    @Parameters(index = "0", paramLabel = "ADDRESS", description = "Whose, such as alice@example.com.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String address;

    @Parameters(index = "1", paramLabel = "ID", description = "Its name, from pawn calendar list.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String id;

    CalendarRemoveCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run(PresenceClient client, Output output) {
        client.calendars().delete(address, id);
        output.say(Map.of("address", address, "id", id), "Removed the calendar " + id + " of " + address + ".");
        return 0;
    }
}
