package org.pawn.server.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code pawn person}: the directory's people. */
@Command(name = "person", description = "Adds, lists, shows and removes people.")
final class PersonCommand extends GroupCommand {
    static CommandLine withCommands(Surroundings surroundings) {
        return new CommandLine(new PersonCommand())
                .addSubcommand(new PersonAddCommand(surroundings))
                .addSubcommand(new PersonListCommand(surroundings))
                .addSubcommand(new PersonShowCommand(surroundings))
                .addSubcommand(new PersonRemoveCommand(surroundings))
                .addSubcommand(new PersonPasswordCommand(surroundings))
                .addSubcommand(new PersonImportCommand(surroundings));
    }
}
