package org.pawn.server.cli;

import java.util.List;
import org.pawn.sdk.Presence;
import org.pawn.sdk.PresenceClient;
import org.pawn.sdk.PresenceItem;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code pawn presence}: one look. */
@Command(name = "presence", description = "Tells how people show now.")
final class PresenceCommand extends ClientCommand {
    @Parameters(arity = "1..*", paramLabel = "ADDRESS", description = "Who, such as alice@example.com.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private List<String> addresses;

    PresenceCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run(PresenceClient client, Output output) {
        List<PresenceItem> items = client.presences(addresses);
        Table table = new Table("ADDRESS", "STATE", "SINCE", "SCHEDULE", "NOTE");
        for (PresenceItem item : items) {
            item.presence().ifPresent(presence -> add(table, presence, output));
        }
        output.items(items, table);
        items.forEach(item -> item.problem()
                .ifPresent(problem -> output.remark("pawn: " + item.requested() + ": " + problem.text())));
        return items.stream().allMatch(item -> item.presence().isPresent()) ? 0 : CommandFailure.FAILED;
    }

    private static void add(Table table, Presence presence, Output output) {
        table.row(
                presence.address(),
                PresenceWords.state(presence),
                presence.since().map(output::time).orElse(""),
                PresenceWords.schedule(presence, output::time),
                presence.note().map(note -> "\"" + note.text() + "\"").orElse(""));
    }
}
