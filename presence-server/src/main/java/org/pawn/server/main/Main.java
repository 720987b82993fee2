package org.pawn.server.main;

import org.pawn.server.cli.ClientCommands;
import org.pawn.server.cli.Surroundings;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command {@code pawn}. Exits 0 when done, 1 when it failed, 2 for wrong usage or configuration. */
@Command(
        name = "pawn",
        description = "Pawn Presence: who can be reached, on every surface.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {ServeCommand.class, DemoCommand.class, CheckConfigCommand.class, CommandLine.HelpCommand.class})
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    static int run(String... arguments) {
        CommandLine line = new CommandLine(new Main());
        ClientCommands.addTo(line, Surroundings.ofThisProcess());
        withHelp(line);
        return line.execute(ClientCommands.arranged(arguments));
    }

    /** Every command has {@code --help}, whoever wrote it. */
    private static void withHelp(CommandLine command) {
        if (!command.getCommandSpec().mixinStandardHelpOptions()) {
            command.getCommandSpec().mixinStandardHelpOptions(true);
        }
        command.getSubcommands().values().forEach(Main::withHelp);
    }
}
