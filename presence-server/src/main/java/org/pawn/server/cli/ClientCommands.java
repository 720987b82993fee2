package org.pawn.server.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import picocli.CommandLine;

/** The client commands, to be hung below the root command. */
public final class ClientCommands {
    /** Flags that may stand before the command, and whether a value follows them. */
    private static final Set<String> WITH_VALUE = Set.of("--data", "--server");

    private static final Set<String> WITHOUT_VALUE = Set.of("--json");

    private static final List<String> NOT_BUILT = List.of("doctor", "backup", "restore", "load");

    private ClientCommands() {}

    /** Adds them all. */
    public static void addTo(CommandLine root, Surroundings surroundings) {
        root.addSubcommand(PersonCommand.withCommands(surroundings))
                .addSubcommand(TokenCommand.withCommands(surroundings))
                .addSubcommand(CalendarCommand.withCommands(surroundings))
                .addSubcommand(new PresenceCommand(surroundings))
                .addSubcommand(new WatchCommand(surroundings))
                .addSubcommand(new WatchersCommand(surroundings))
                .addSubcommand(new WhoCommand(surroundings))
                .addSubcommand(new SetCommand(surroundings))
                .addSubcommand(new ClearCommand(surroundings))
                .addSubcommand(new HoursCommand(surroundings))
                .addSubcommand(new QuietCommand(surroundings))
                .addSubcommand(new FreeCommand(surroundings))
                .addSubcommand(new MeetCommand(surroundings))
                .addSubcommand(new SendCommand(surroundings))
                .addSubcommand(new StatusCommand(surroundings));
        NOT_BUILT.forEach(name ->
                root.addSubcommand(name, new CommandLine(new UnsupportedCommand()).setUnmatchedArgumentsAllowed(true)));
    }

    /** Moves the global flags that stand before the command behind it, where the commands take them. */
    public static String[] arranged(String... arguments) {
        List<String> before = new ArrayList<>();
        int at = 0;
        while (at < arguments.length && isGlobal(arguments[at])) {
            boolean valueFollows = WITH_VALUE.contains(arguments[at]);
            before.add(arguments[at++]);
            if (valueFollows && at < arguments.length) {
                before.add(arguments[at++]);
            }
        }
        if (before.isEmpty() || at == arguments.length) {
            return arguments.clone();
        }
        List<String> arranged = new ArrayList<>();
        arranged.add(arguments[at]);
        arranged.addAll(before);
        arranged.addAll(List.of(arguments).subList(at + 1, arguments.length));
        return arranged.toArray(String[]::new);
    }

    private static boolean isGlobal(String argument) {
        String flag = argument.contains("=") ? argument.substring(0, argument.indexOf('=')) : argument;
        return WITH_VALUE.contains(flag) || WITHOUT_VALUE.contains(argument);
    }
}
