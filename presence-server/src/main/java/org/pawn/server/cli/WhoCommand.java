package org.pawn.server.cli;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.pawn.sdk.Availability;
import org.pawn.sdk.PresenceClient;
import org.pawn.sdk.PresenceClientException;
import org.pawn.sdk.PresenceFeed;
import org.pawn.sdk.PresenceQuery;
import org.pawn.sdk.Problem;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code pawn who}: people by how they are now, "any supervisor who is free". */
@Command(
        name = "who",
        description = {
            "Tells who is as you ask, all of it: any supervisor who is free.",
            "Who is easiest to reach comes first; with --available, who has been available longest."
        })
final class WhoCommand extends ClientCommand {
    private static final int USUAL_LIMIT = 20;

    @Option(names = "--group", paramLabel = "G", description = "Of this group of the directory.")
    private @Nullable String group;

    @Option(names = "--role", paramLabel = "R", description = "With this role; given again, one of them is enough.")
    private List<String> roles = List.of();

    @Option(names = "--skill", paramLabel = "S", description = "With this skill; given again, all of them are needed.")
    private List<String> skills = List.of();

    @Option(names = "--available", description = "Who show as available.")
    private boolean available;

    @Option(names = "--limit", paramLabel = "N", description = "How many at most (default ${DEFAULT-VALUE}).")
    private int limit = USUAL_LIMIT;

    @Option(names = "--watch", description = "Keeps looking, and tells them anew at each change, until you stop it.")
    private boolean watch;

    WhoCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run(PresenceClient client, Output output) {
        PresenceQuery query = query();
        PeopleFound found = new PeopleFound(client, output);
        if (!watch) {
            found.print(client.query(query));
            return 0;
        }
        client.me(); // whoever cannot even say who they are is told so at once; a feed would wait for the server
        CompletableFuture<Problem> ended = new CompletableFuture<>();
        try (PresenceFeed feed = client.openFeed()) {
            feed.watch(query, found.asTheyChange(surroundings().clock(), ended));
            throw PresenceClientException.refused(ended.join(), null, null);
        }
    }

    private PresenceQuery query() {
        PresenceQuery all = group == null ? PresenceQuery.everybody() : PresenceQuery.ofGroup(group);
        PresenceQuery able = all.withRole(roles.toArray(String[]::new)).withSkill(skills.toArray(String[]::new));
        try {
            return available
                    ? able.showing(Availability.AVAILABLE).first(limit, PresenceQuery.Order.LONGEST)
                    : able.first(limit, PresenceQuery.Order.REACHABILITY);
        } catch (IllegalArgumentException impossible) {
            throw CommandFailure.wrongUsage("--limit: " + impossible.getMessage());
        }
    }
}
