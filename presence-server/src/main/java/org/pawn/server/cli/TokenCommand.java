package org.pawn.server.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code pawn token}: keys for programs. */
@Command(name = "token", description = "Creates, lists and revokes tokens.")
final class TokenCommand extends GroupCommand {
    static CommandLine withCommands(Surroundings surroundings) {
        return new CommandLine(new TokenCommand())
                .addSubcommand(new TokenCreateCommand(surroundings))
                .addSubcommand(new TokenListCommand(surroundings))
                .addSubcommand(new TokenRevokeCommand(surroundings));
    }
}
