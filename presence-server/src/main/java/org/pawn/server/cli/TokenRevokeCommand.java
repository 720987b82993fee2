package org.pawn.server.cli;

import java.util.Map;
import org.pawn.sdk.PresenceClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code pawn token revoke}. */
@Command(name = "revoke", description = "Ends a token; what is open with it ends within a second.")
final class TokenRevokeCommand extends ClientCommand {
    @Parameters(paramLabel = "ID", description = "Its id, from pawn token list; after -- if it begins with a dash.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String id;

    TokenRevokeCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run(PresenceClient client, Output output) {
        client.administration().revokeToken(id);
        output.say(Map.of("id", id), "Revoked " + id + ".");
        return 0;
    }
}
