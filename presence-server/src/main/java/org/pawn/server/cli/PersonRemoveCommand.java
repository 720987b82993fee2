package org.pawn.server.cli;

import java.util.Map;
import org.pawn.sdk.PresenceClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code pawn person remove}. */
@Command(name = "remove", description = "Removes a person, with their tokens.")
final class PersonRemoveCommand extends ClientCommand {
    @Parameters(paramLabel = "ADDRESS", description = "Who, such as alice@example.com.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String address;

    PersonRemoveCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run(PresenceClient client, Output output) {
        client.administration().removePerson(address);
        output.say(Map.of("address", address), "Removed " + address + ".");
        return 0;
    }
}
