package org.pawn.server.cli;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.pawn.sdk.Presence;
import org.pawn.sdk.PresenceClient;
import org.pawn.sdk.PresenceClientException;
import org.pawn.sdk.PresenceFeed;
import org.pawn.sdk.PresenceListener;
import org.pawn.sdk.Problem;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pawn watch}: keeps looking, a line a change, until it is stopped. */
@Command(name = "watch", description = "Tells how people show now and at each change, until you stop it.")
final class WatchCommand extends ClientCommand {
    @Parameters(arity = "0..*", paramLabel = "ADDRESS", description = "Who, such as alice@example.com.")
    private List<String> addresses = List.of();

    @Option(
            names = "--group",
            paramLabel = "ID",
            description = "Instead of addresses: the members of this group, as they join and leave.")
    private @Nullable String group;

    WatchCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run(PresenceClient client, Output output) {
        if (addresses.isEmpty() == (group == null)) {
            throw CommandFailure.wrongUsage("watch: name either people by ADDRESS or a group by --group");
        }
        client.me(); // whoever cannot even say who they are is told so at once; a feed would wait for the server
        CompletableFuture<Problem> ended = new CompletableFuture<>();
        try (PresenceFeed feed = client.openFeed()) {
            Printing printing = new Printing(output, ended);
            if (group == null) {
                feed.watch(addresses, printing);
            } else {
                feed.watchGroup(group, printing);
            }
            throw PresenceClientException.refused(ended.join(), null, null);
        }
    }

    private final class Printing implements PresenceListener {
        private final Output output;
        private final CompletableFuture<Problem> ended;

        Printing(Output output, CompletableFuture<Problem> ended) {
            this.output = output;
            this.ended = ended;
        }

        @Override
        public void onPresence(Presence presence) {
            if (output.isJson()) {
                output.json(presence);
                return;
            }
            String schedule = PresenceWords.schedule(presence, output::time);
            String note =
                    presence.note().map(each -> "  \"" + each.text() + "\"").orElse("");
            output.line(output.time(surroundings().clock().instant()) + "  " + output.pawn(presence)
                    + Printable.of(presence.address() + "  " + PresenceWords.state(presence)
                            + (schedule.isEmpty() ? "" : " (" + schedule + ")") + note));
        }

        @Override
        public void onProblem(String address, Problem problem) {
            output.remark("pawn: " + address + ": " + problem.text());
        }

        @Override
        public void onStale() {
            output.remark("pawn: the server does not answer; waiting for it …");
        }

        @Override
        public void onEnded(Problem problem) {
            ended.complete(problem);
        }
    }
}
