package org.pawn.server.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code pawn calendar}: people's calendars. */
@Command(name = "calendar", description = "Adds, lists, refreshes and removes people's calendars.")
final class CalendarCommand extends GroupCommand {
    static CommandLine withCommands(Surroundings surroundings) {
        return new CommandLine(new CalendarCommand())
                .addSubcommand(new CalendarAddCommand(surroundings))
                .addSubcommand(new CalendarListCommand(surroundings))
                .addSubcommand(new CalendarRemoveCommand(surroundings))
                .addSubcommand(new CalendarRefreshCommand(surroundings));
    }
}
