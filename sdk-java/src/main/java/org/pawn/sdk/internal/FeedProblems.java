package org.pawn.sdk.internal;

import java.util.Map;
import java.util.Optional;
import org.pawn.sdk.Problem;

/** What the close codes and refused upgrades of the feed mean. */
final class FeedProblems {
    private static final int TOKEN_EXPIRED = 4401;
    private static final int REFUSED = 4403;
    private static final int BAD_FRAME = 4400;
    private static final int TOO_BIG = 1009;

    /** Of who is no longer part of a watch. */
    static final Problem GONE =
            new Problem("urn:pawn:sdk:gone", "gone", 0, Optional.of("no longer part of this watch"), Map.of());

    private FeedProblems() {}

    static boolean isOfToken(int code) {
        return code == TOKEN_EXPIRED || code == REFUSED;
    }

    /** Empty when trying again will help. */
    static Optional<Problem> ofClose(int code, String reason) {
        return switch (code) {
            case TOKEN_EXPIRED -> Optional.of(problem("urn:pawn:problem:token-expired", 401, "the token has expired"));
            case REFUSED ->
                Optional.of(problem(
                        "urn:pawn:problem:unauthenticated",
                        401,
                        "the token was revoked, or is not known to the server"));
            case BAD_FRAME, TOO_BIG ->
                Optional.of(problem(
                        "urn:pawn:problem:invalid-request", 400, "the server did not understand us: " + reason));
            default -> Optional.empty();
        };
    }

    static Problem ofUpgrade(int status) {
        return switch (status) {
            case 401 -> problem("urn:pawn:problem:unauthenticated", 401, "the server does not accept the token");
            case 403 -> problem("urn:pawn:problem:forbidden", 403, "the server refuses the feed");
            default -> problem("about:blank", status, "no feed there, but HTTP status " + status);
        };
    }

    private static Problem problem(String type, int status, String detail) {
        return new Problem(type, detail, status, Optional.of(detail), Map.of());
    }
}
