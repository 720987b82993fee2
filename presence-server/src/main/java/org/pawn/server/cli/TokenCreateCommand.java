package org.pawn.server.cli;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.pawn.sdk.Level;
import org.pawn.sdk.MintedToken;
import org.pawn.sdk.PresenceClient;
import org.pawn.sdk.Scope;
import org.pawn.sdk.TokenRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code pawn token create}: prints the token alone on the output, so that a script can keep it. */
@Command(name = "create", description = "Makes a token and prints it, this once.")
final class TokenCreateCommand extends ClientCommand {
    @Option(
            names = "--scope",
            required = true,
            split = ",",
            arity = "1..*",
            paramLabel = "S",
            description = "What it may do: presence.read, presence.write, freebusy.read, calendar.write, people.read,"
                    + " contacts, message, token.mint, admin.")
    private List<String> scopes = new ArrayList<>();

    @Option(names = "--as", paramLabel = "ADDRESS", description = "The person it speaks for (default: an application).")
    private @Nullable String person;

    @Option(
            names = "--name",
            paramLabel = "N",
            defaultValue = "cli",
            description = "The application's name (default ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String name;

    @Option(
            names = "--level",
            paramLabel = "L",
            description = "How much an application sees: External, Company, Team, Personal.")
    private @Nullable String level;

    @Option(names = "--expires", paramLabel = "D", description = "For how long it is good, such as P30D.")
    private @Nullable String expires;

    TokenCreateCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run(PresenceClient client, Output output) {
        MintedToken made = client.administration().createToken(wanted());
        if (output.isJson()) {
            output.json(told(made));
        } else {
            output.remark("It is shown this once; revoke it with: ./pawn token revoke " + made.id()
                    + made.token()
                            .expiresAt()
                            .map(end -> ". It ends " + output.time(end))
                            .orElse("") + ".");
            output.line(made.token().value());
        }
        return 0;
    }

    private TokenRequest wanted() {
        TokenRequest request = (person == null ? TokenRequest.forApplication(name) : TokenRequest.forPerson(person))
                .with(scopes.stream().map(TokenCreateCommand::scope).toList());
        if (level != null) {
            String typed = level;
            request = request.seeing(Level.of(typed)
                    .orElseThrow(() -> CommandFailure.wrongUsage("--level: \"" + typed + "\" is none of "
                            + Arrays.stream(Level.values()).map(Level::word).collect(Collectors.joining(", ")))));
        }
        return expires == null ? request : request.lasting(TimeArgument.duration("--expires", expires));
    }

    private static Scope scope(String typed) {
        return Scope.of(typed)
                .orElseThrow(() -> CommandFailure.wrongUsage("--scope: \"" + typed + "\" is none of "
                        + Arrays.stream(Scope.values()).map(Scope::word).collect(Collectors.joining(", "))));
    }

    private static Map<String, Object> told(MintedToken made) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("id", made.id());
        told.put("token", made.token().value());
        made.token().expiresAt().map(Instant::toString).ifPresent(end -> told.put("expiresAt", end));
        told.put("scopes", made.scopes().stream().sorted().toList());
        return told;
    }
}
