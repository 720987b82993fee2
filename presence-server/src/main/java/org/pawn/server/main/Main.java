package org.pawn.server.main;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command {@code pawn}. Exits 0 when done, 1 when it failed, 2 for wrong usage or configuration. */
@Command(
        name = "pawn",
        description = "Pawn Presence: who can be reached, on every surface.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {ServeCommand.class, DemoCommand.class, CheckConfigCommand.class, CommandLine.HelpCommand.class})
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    static int run(String... arguments) {
        CommandLine line = new CommandLine(new Main());
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.getSubcommands().values().forEach(Main::withHelp);
        return line.execute(arguments);
    }

    private static void withHelp(CommandLine command) {
        if (!command.getCommandSpec().mixinStandardHelpOptions()) {
            command.getCommandSpec().mixinStandardHelpOptions(true);
        }
    }
}
