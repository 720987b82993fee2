package org.pawn.server.cli;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.pawn.sdk.Presence;
import org.pawn.sdk.PresenceClient;
import org.pawn.sdk.Problem;
import org.pawn.sdk.QueryListener;
import org.pawn.sdk.Schedule;

/** Prints those whom a query found, by their names: once, or anew at each change. */
final class PeopleFound {
    /** For a program. */
    private record Found(String name, Presence presence) {}

    private final PresenceClient client;
    private final Output output;
    private final Map<String, CompletableFuture<String>> names = new HashMap<>();

    PeopleFound(PresenceClient client, Output output) {
        this.client = client;
        this.output = output;
    }

    void print(List<Presence> people) {
        if (output.isJson()) {
            output.json(named(people));
        } else if (people.isEmpty()) {
            output.line("Nobody.");
        } else {
            Table table = new Table("NAME", "ADDRESS", "STATE", "FREE AT");
            named(people)
                    .forEach(found -> table.row(
                            found.name(),
                            found.presence().address(),
                            PresenceWords.state(found.presence()),
                            freeAt(found.presence())));
            output.presences(people, table);
        }
    }

    private List<Found> named(List<Presence> people) {
        List<CompletableFuture<Found>> asked = people.stream()
                .map(person ->
                        names.computeIfAbsent(person.address(), this::name).thenApply(name -> new Found(name, person)))
                .toList(); // all at once, each once
        return asked.stream().map(CompletableFuture::join).toList();
    }

    /** The address, where the name is not to be had: it is not worth failing for. */
    private CompletableFuture<String> name(String address) {
        return client.people()
                .cardAsync(address)
                .handle((card, refused) ->
                        card == null ? address : card.person().name());
    }

    private String freeAt(Presence person) {
        return person.schedule()
                .flatMap(schedule -> schedule.freeAt()
                        .map(free -> schedule.state() == Schedule.State.FREE ? "now" : output.time(free)))
                .orElse("");
    }

    QueryListener asTheyChange(Clock clock, CompletableFuture<Problem> ended) {
        return new QueryListener() {
            private final Map<String, Presence> now = new LinkedHashMap<>();
            private List<Presence> printed = List.of();
            private boolean begun;

            @Override
            public void onOrder(List<Presence> people) {
                now.clear();
                people.forEach(person -> now.put(person.address(), person));
                printIfNew();
            }

            @Override
            public void onPresence(Presence presence) {
                if (!presence.stale() && now.replace(presence.address(), presence) != null) {
                    printIfNew();
                }
            }

            private void printIfNew() {
                List<Presence> people = new ArrayList<>(now.values());
                if (begun && people.equals(printed)) {
                    return;
                }
                begun = true;
                printed = people;
                if (!output.isJson()) {
                    output.line(output.time(clock.instant()));
                }
                print(people);
            }

            @Override
            public void onStale() {
                output.remark("pawn: the server does not answer; waiting for it …");
            }

            @Override
            public void onEnded(Problem problem) {
                ended.complete(problem);
            }
        };
    }
}
