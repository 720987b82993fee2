package org.pawn.server.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pawn.sdk.Page;
import org.pawn.sdk.Person;
import org.pawn.sdk.PresenceClient;
import picocli.CommandLine.Command;

/** {@code pawn person list}. */
@Command(name = "list", description = "Lists everyone.")
final class PersonListCommand extends ClientCommand {
    PersonListCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run(PresenceClient client, Output output) {
        List<Person> everyone = new ArrayList<>();
        Page<Person> page = client.administration().people();
        everyone.addAll(page.items());
        Optional<String> next = page.nextCursor();
        while (next.isPresent()) {
            page = client.administration().people(next.get());
            everyone.addAll(page.items());
            next = page.nextCursor();
        }
        Table table = new Table("ADDRESS", "NAME", "TITLE", "E-MAIL", "PHONE", "TIME ZONE");
        everyone.forEach(person -> table.row(
                person.address(),
                person.name(),
                person.title().orElse(""),
                person.email().orElse(""),
                person.phone().orElse(""),
                person.timeZone().orElse("")));
        output.table(
                everyone, table, "Nobody yet. Add the first with: ./pawn person add alice@example.com --name Alice");
        return 0;
    }
}
