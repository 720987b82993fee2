package org.pawn.server.cli;

import java.util.List;
import java.util.Locale;
import org.pawn.sdk.Level;
import org.pawn.sdk.Look;
import org.pawn.sdk.Page;
import org.pawn.sdk.PresenceClient;
import org.pawn.sdk.Viewer;
import org.pawn.sdk.Watcher;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code pawn watchers}: who watches a person now, and who looked. */
@Command(name = "watchers", description = "Tells who watches a person now, who waits to be let in, and who looked.")
final class WatchersCommand extends ClientCommand {
    private static final int LOOKS_SHOWN = 20;

    /** Both lists for a program: the first page of each, with the cursor of the next. */
    record Both(Page<Watcher> watchers, Page<Look> looks) {}

    @Parameters(paramLabel = "ADDRESS", description = "Whose, such as alice@example.com.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String address;

    WatchersCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run(PresenceClient client, Output output) {
        Both both = new Both(client.watchers(address), client.looks(address));
        if (output.isJson()) {
            output.json(both);
            return 0;
        }
        watchers(both.watchers(), output);
        output.line("");
        looks(both.looks(), output);
        return 0;
    }

    private void watchers(Page<Watcher> page, Output output) {
        Table table = new Table("WATCHER", "STATE", "SINCE", "BY", "SEES");
        page.items()
                .forEach(watcher -> table.row(
                        name(watcher.viewer()),
                        watcher.state().name().toLowerCase(Locale.ROOT),
                        output.time(watcher.since()),
                        watcher.surface(),
                        sees(watcher)));
        output.table(page, table, "Nobody watches " + address + " now.");
        remarkMore(page.nextCursor().isPresent(), "watchers", output);
    }

    private void looks(Page<Look> page, Output output) {
        List<Look> newest =
                page.items().subList(0, Math.min(LOOKS_SHOWN, page.items().size()));
        Table table = new Table("LAST LOOK", "WHO", "AT", "BY", "GOT", "TIMES");
        newest.forEach(look -> table.row(
                output.time(look.last()),
                name(look.viewer()),
                look.kind(),
                look.surface(),
                look.outcome(),
                String.valueOf(look.count())));
        output.table(page, table, "Nobody looked at " + address + ".");
        boolean isCut = newest.size() < page.items().size() || page.nextCursor().isPresent();
        remarkMore(isCut, "looks", output);
    }

    private static void remarkMore(boolean thereAreMore, String what, Output output) {
        if (thereAreMore) {
            output.remark("There are more " + what + ": --json gives up to 1000.");
        }
    }

    private static String name(Viewer viewer) {
        return viewer.kind() == Viewer.Kind.PERSON
                ? viewer.name()
                : viewer.kind().name().toLowerCase(Locale.ROOT) + " " + viewer.name();
    }

    private static String sees(Watcher watcher) {
        return switch (watcher.handling()) {
            case "allow" -> watcher.level().map(Level::word).orElse("everything");
            case "politeBlock" -> "somebody signed out";
            case "confirm" -> "nothing yet";
            default -> watcher.handling();
        };
    }
}
