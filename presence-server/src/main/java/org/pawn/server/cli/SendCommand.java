package org.pawn.server.cli;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.pawn.sdk.MintedToken;
import org.pawn.sdk.PresenceClient;
import org.pawn.sdk.Scope;
import org.pawn.sdk.SentMessage;
import org.pawn.sdk.TokenRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pawn send}: a message. */
@Command(name = "send", description = "Sends a person a message; it waits for them while they are away.")
final class SendCommand extends ClientCommand {
    @Parameters(index = "0", paramLabel = "ADDRESS", description = "To whom, such as alice@example.com.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String address;

    @Parameters(index = "1", paramLabel = "TEXT", description = "What to say.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String text;

    @Option(names = "--as", paramLabel = "ADDRESS", description = "From whom (default: whoever the token speaks for).")
    private @Nullable String sender;

    SendCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run(PresenceClient client, Output output) {
        SentMessage sent = sender == null ? client.messages().send(address, text) : sendAs(sender, client);
        output.say(
                sent,
                sent.state().equals("waiting")
                        ? "It waits until " + sent.to() + " signs in."
                        : "Sent to " + sent.to() + " (" + sent.state() + ").");
        return 0;
    }

    /** A message has a person as its sender, so it goes with a token that speaks for that person and dies soon. */
    private SentMessage sendAs(String person, PresenceClient client) {
        MintedToken token = client.access()
                .mint(TokenRequest.forPerson(person, Scope.MESSAGE).lasting(Duration.ofMinutes(1)));
        try (PresenceClient speaking = clientWith(token.token().value())) {
            return speaking.messages().send(address, text);
        }
    }
}
