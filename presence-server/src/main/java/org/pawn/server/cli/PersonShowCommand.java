package org.pawn.server.cli;

import org.pawn.sdk.Card;
import org.pawn.sdk.Person;
import org.pawn.sdk.PresenceClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code pawn person show}. */
@Command(name = "show", description = "Shows a person's card, with the ways to reach them now, best first.")
final class PersonShowCommand extends ClientCommand {
    @Parameters(paramLabel = "ADDRESS", description = "Who, such as alice@example.com.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String address;

    PersonShowCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run(PresenceClient client, Output output) {
        Card card = client.people().card(address);
        Person person = card.person();
        Table table = new Table("ADDRESS", person.address());
        table.row("name", person.name());
        card.presence().ifPresent(presence -> table.row("state", PresenceWords.state(presence)));
        person.title().ifPresent(title -> table.row("title", title));
        person.department().ifPresent(department -> table.row("department", department));
        person.email().ifPresent(email -> table.row("e-mail", email));
        person.phone().ifPresent(phone -> table.row("phone", phone));
        person.timeZone().ifPresent(zone -> table.row("time zone", zone));
        if (!person.roles().isEmpty()) {
            table.row("roles", String.join(", ", person.roles()));
        }
        if (!person.skills().isEmpty()) {
            table.row("skills", String.join(", ", person.skills()));
        }
        card.ways().forEach(way -> table.row(way.works() ? "reach by" : "not by", way.uri() + "  " + way.reason()));
        output.table(card, table, "");
        return 0;
    }
}
