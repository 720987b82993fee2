package org.pawn.server.cli;

import org.pawn.sdk.ManualAnswer;
import org.pawn.sdk.PresenceClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code pawn clear}: no state by hand any more. */
@Command(name = "clear", description = "Clears a person's state set by hand, as if it had never been set.")
final class ClearCommand extends ClientCommand {
    @Parameters(paramLabel = "ADDRESS", description = "Whose, such as alice@example.com.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String address;

    ClearCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run(PresenceClient client, Output output) {
        ManualAnswer answer = client.clearManual(address);
        output.say(answer, answer.effective().address() + ManualWords.of(answer, output::time));
        return 0;
    }
}
