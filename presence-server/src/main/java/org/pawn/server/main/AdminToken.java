package org.pawn.server.main;

import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.pawn.access.AccessService;
import org.pawn.access.IssuedToken;
import org.pawn.access.Level;
import org.pawn.access.Scope;
import org.pawn.access.Token;
import org.pawn.access.TokenRequest;

/** The token by which whoever may read the data directory administers the server. */
final class AdminToken {
    private static final String NAME = "server administrator (admin-token)";
    private static final Duration LIFE = Duration.ofDays(3650);

    private AdminToken() {}

    /** Makes the file anew when it is missing or no longer good, and revokes what it held before. */
    static void ensure(DataDirectory directory, AccessService access) throws IOException {
        Optional<Token> live = directory.adminToken().flatMap(access::find);
        if (live.isPresent() && live.get().scopes().contains(Scope.ADMIN)) {
            return;
        }
        for (Token old : access.list()) {
            if (old.name().equals(NAME)) {
                access.revoke(old.id()).join();
            }
        }
        Set<Scope> everything = EnumSet.allOf(Scope.class);
        IssuedToken issued = access.issue(
                        new TokenRequest(NAME, Optional.empty(), Level.PERSONAL, everything, Set.of(), LIFE))
                .join();
        directory.writeAdminToken(issued.secret());
    }
}
