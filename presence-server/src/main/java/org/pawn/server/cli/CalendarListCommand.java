package org.pawn.server.cli;

import java.util.List;
import java.util.Locale;
import org.pawn.sdk.CalendarSource;
import org.pawn.sdk.PresenceClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code pawn calendar list}. */
@Command(name = "list", description = "Lists a person's calendars.")
final class CalendarListCommand extends ClientCommand {
    @Parameters(paramLabel = "ADDRESS", description = "Whose, such as alice@example.com.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String address;

    CalendarListCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run(PresenceClient client, Output output) {
        List<CalendarSource> calendars = client.calendars().list(address);
        Table table = new Table("ID", "FROM", "EFFECT", "KNOWN", "READ", "EVENTS", "LEFT OUT", "PROBLEM");
        calendars.forEach(calendar -> table.row(
                calendar.id(),
                calendar.host().orElse(calendar.kind()),
                calendar.effect().word(),
                calendar.coverage().name().toLowerCase(Locale.ROOT),
                calendar.asOf().map(output::time).orElse("never"),
                calendar.events().map(String::valueOf).orElse(""),
                String.valueOf(calendar.leftOut().size()),
                calendar.problem().orElse("")));
        output.table(
                calendars,
                table,
                address + " has no calendar. Add one with: ./pawn calendar add " + address + " FILE_OR_URL");
        return 0;
    }
}
