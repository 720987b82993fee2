package org.pawn.server.cli;

import java.util.List;
import org.pawn.sdk.IssuedToken;
import org.pawn.sdk.PresenceClient;
import org.pawn.sdk.Scope;
import picocli.CommandLine.Command;

/** {@code pawn token list}. */
@Command(name = "list", description = "Lists the live tokens, never their text.")
final class TokenListCommand extends ClientCommand {
    TokenListCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run(PresenceClient client, Output output) {
        List<IssuedToken> tokens = client.administration().tokens();
        Table table = new Table("ID", "KIND", "FOR", "SCOPES", "EXPIRES");
        tokens.forEach(token -> table.row(
                token.id(),
                token.kind(),
                token.subject().orElse(""),
                String.join(
                        " ", token.scopes().stream().sorted().map(Scope::word).toList()),
                token.expiresAt().map(output::time).orElse("never")));
        output.table(tokens, table, "There are no tokens.");
        return 0;
    }
}
