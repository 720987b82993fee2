package org.pawn.rest.access;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.pawn.access.AccessService;
import org.pawn.access.Caller;
import org.pawn.access.IssuedToken;
import org.pawn.access.Level;
import org.pawn.access.TokenRequest;
import org.pawn.address.AddressOfRecord;
import org.pawn.directory.Directory;
import org.pawn.presence.PresenceService;
import org.pawn.refusal.Refusal;
import org.pawn.rest.http.Await;
import org.pawn.rest.http.BearerAuthentication;
import org.pawn.rest.http.Input;
import org.pawn.rest.http.RequestBody;
import org.pawn.rest.http.RouteAccess;
import org.pawn.rest.http.Routes;
import org.pawn.rest.http.WireJson;

/** People sign in with address and password, renew with a refresh token, and sign out. */
public final class SignInRoutes implements Routes {
    private record Credentials(String address, String password) {
        @Override
        public String toString() {
            return "Credentials[" + address + ", ***]";
        }
    }

    private record Refresh(String refreshToken) {
        @Override
        public String toString() {
            return "Refresh[***]";
        }
    }

    private record SignedIn(
            String address, String token, Instant expiresAt, String refreshToken, Instant refreshExpiresAt) {
        @Override
        public String toString() {
            return "SignedIn[" + address + ", ***]";
        }
    }

    private final AccessService access;
    private final Directory directory;
    private final PresenceService presence;
    private final PasswordCheck passwords;

    public SignInRoutes(AccessService access, Directory directory, PresenceService presence, PasswordCheck passwords) {
        this.access = access;
        this.directory = directory;
        this.presence = presence;
        this.passwords = passwords;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.post("/v1/sign-in", this::signIn, RouteAccess.OPEN);
        routes.post("/v1/sign-in:refresh", this::refresh, RouteAccess.OPEN);
        routes.post("/v1/sign-out", this::signOut, RouteAccess.SIGNED_IN);
    }

    private void signIn(Context ctx) {
        Credentials given = RequestBody.json(ctx, Credentials.class);
        AddressOfRecord person = Input.address(directory, "address", given.address());
        passwords.require(ctx, person, given.password());
        Await.result(presence.signedIn(person));
        answer(ctx, person);
    }

    private void refresh(Context ctx) {
        Refresh given = RequestBody.json(ctx, Refresh.class);
        AddressOfRecord person = passwords.redeem(ctx, given.refreshToken());
        answer(ctx, person);
    }

    private void signOut(Context ctx) {
        Await.result(access.revoke(BearerAuthentication.token(ctx).id()));
        ctx.status(204);
    }

    private void answer(Context ctx, AddressOfRecord person) {
        if (!directory.exists(person)) { // removed since the refresh token was made
            throw new Refusal.NotAuthenticated("Sign in again.");
        }
        TokenRequest request = new TokenRequest(
                person.toString(),
                Optional.of(person),
                Level.COMPANY,
                Caller.ownScopes(),
                Set.of(),
                AccessService.SIGN_IN_LIFE);
        IssuedToken token = Await.result(access.issue(request));
        IssuedToken refresh = Await.result(access.issueRefresh(person));
        SignedIn signedIn = new SignedIn(
                person.toString(),
                token.secret(),
                token.token().expiresAt(),
                refresh.secret(),
                refresh.token().expiresAt());
        ctx.header("Cache-Control", "no-store").contentType("application/json").result(WireJson.write(signedIn));
    }
}
