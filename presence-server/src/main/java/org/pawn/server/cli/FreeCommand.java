package org.pawn.server.cli;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.pawn.sdk.AvailabilityItem;
import org.pawn.sdk.PresenceClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pawn free}: when people are free. */
@Command(name = "free", description = "Tells whether people are free, and when next.")
final class FreeCommand extends ClientCommand {
    @Parameters(arity = "1..*", paramLabel = "ADDRESS", description = "Who, such as alice@example.com.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private List<String> addresses;

    @Option(
            names = "--at",
            paramLabel = "T",
            description = "From when on (default now): 17:30, or 2030-03-04T09:00:00Z.")
    private @Nullable String at;

    @Option(
            names = "--for",
            paramLabel = "D",
            defaultValue = "PT30M",
            description = "For how long they must be free (default ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String lasting;

    FreeCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run(PresenceClient client, Output output) {
        Instant start =
                at == null ? surroundings().clock().instant() : TimeArgument.instant("--at", at, surroundings());
        List<AvailabilityItem> items =
                client.calendars().availability(addresses, start, TimeArgument.duration("--for", lasting));
        Table table = new Table("ADDRESS", "AT " + output.time(start), "NEXT FREE");
        for (AvailabilityItem item : items) {
            table.row(
                    item.address().orElse(item.requested()),
                    item.problem()
                            .map(problem -> problem.text())
                            .orElse(item.state().name().toLowerCase(Locale.ROOT)),
                    item.nextFree().map(output::time).orElse(""));
        }
        output.table(items, table, "");
        return items.stream().allMatch(item -> item.problem().isEmpty()) ? 0 : CommandFailure.FAILED;
    }
}
