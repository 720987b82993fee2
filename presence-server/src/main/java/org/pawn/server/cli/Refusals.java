package org.pawn.server.cli;

import org.jspecify.annotations.Nullable;
import org.pawn.sdk.PresenceClientException;

/** What to tell a person about a refusal, and what they can do about it. */
final class Refusals {
    private Refusals() {}

    static CommandFailure told(PresenceClientException refusal, @Nullable ServerLocation server) {
        String where = server == null ? "the server" : server.url();
        String token = server == null ? "the token" : server.tokenOrigin();
        if (refusal.type().equals("urn:pawn:sdk:unreachable")) {
            return CommandFailure.failed(
                    "No server answers at " + where + ". Start one with: ./pawn serve" + dataFlag(server));
        }
        return switch (refusal.status()) {
            case 400, 422 -> CommandFailure.wrongUsage(refusal.problem().text());
            case 401 ->
                CommandFailure.failed("The server does not accept the token of " + token + ". "
                        + (token.equals("PAWN_TOKEN")
                                ? "Set PAWN_TOKEN to one that is good."
                                : "Restart the server to make it anew."));
            case 403 -> CommandFailure.failed(refusal.problem().text() + " (asked with the token of " + token + ")");
            case 429 ->
                CommandFailure.failed(refusal.problem().text()
                        + refusal.retryAfter()
                                .map(wait -> " Try again in " + wait.toSeconds() + " s.")
                                .orElse(""));
            case 500 ->
                CommandFailure.failed(refusal.problem().text()
                        + refusal.requestId()
                                .map(id -> " The server's log tells more about request " + id + ".")
                                .orElse(""));
            case 501 ->
                CommandFailure.failed(
                        "The server cannot do this yet. " + refusal.problem().text());
            default -> CommandFailure.failed(refusal.problem().text());
        };
    }

    private static String dataFlag(@Nullable ServerLocation server) {
        return server == null || server.data() == null ? "" : " --data " + server.data();
    }
}
