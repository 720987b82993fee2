package org.pawn.server.cli;

import java.util.Map;
import org.pawn.sdk.PresenceClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code pawn person password}. */
@Command(name = "password", description = "Sets a person's password, and signs them out everywhere.")
final class PersonPasswordCommand extends ClientCommand {
    @Parameters(paramLabel = "ADDRESS", description = "Whose, such as alice@example.com.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String address;

    @Mixin
    private final PasswordOptions password = new PasswordOptions();

    PersonPasswordCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run(PresenceClient client, Output output) {
        String secret = password.read(surroundings())
                .orElseThrow(() -> CommandFailure.wrongUsage("--password-stdin or --password is missing"));
        client.administration().setPassword(address, secret);
        output.say(Map.of("address", address), "The password of " + address + " is set.");
        return 0;
    }
}
