package org.pawn.sdk;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.pawn.sdk.internal.AccessJson;
import org.pawn.sdk.internal.ApiCall;
import org.pawn.sdk.internal.ApiClient;
import org.pawn.sdk.internal.RequestJson;

/** Signing in, and one's tokens; from {@link PresenceClient#access()}. Thread-safe. */
public final class Access {
    private final ApiClient api;

    Access(ApiClient api) {
        this.api = api;
    }

    /** Who the token speaks for. */
    public Me me() {
        return ApiClient.await(meAsync());
    }

    /** Twin of {@link #me}. */
    public CompletableFuture<Me> meAsync() {
        return api.send(ApiCall.get("v1", "me"), AccessJson::me);
    }

    /**
     * A person's address and password for a pair of tokens; the client's own token stays what it is. To have the client
     * sign in by itself, see {@link PresenceClientBuilder#signIn}.
     */
    public SignIn signIn(String address, String password) {
        return ApiClient.await(signInAsync(address, password));
    }

    /** Twin of {@link #signIn}. */
    public CompletableFuture<SignIn> signInAsync(String address, String password) {
        ApiCall call = ApiCall.post("v1", "sign-in").json(RequestJson.signIn(address, password));
        return api.send(call.anonymous(), AccessJson::signIn);
    }

    /** A new pair for a refresh token, which is used up. */
    public SignIn refresh(AccessToken refreshToken) {
        return ApiClient.await(refreshAsync(refreshToken));
    }

    /** Twin of {@link #refresh}. */
    public CompletableFuture<SignIn> refreshAsync(AccessToken refreshToken) {
        ApiCall call =
                ApiCall.post("v1", "sign-in:refresh").json(RequestJson.object("refreshToken", refreshToken.value()));
        return api.send(call.anonymous(), AccessJson::signIn);
    }

    /** Revokes the token that the client uses now. */
    public void signOut() {
        ApiClient.await(signOutAsync());
    }

    /** Twin of {@link #signOut}. */
    public CompletableFuture<Void> signOutAsync() {
        return api.send(ApiCall.post("v1", "sign-out"), RequestJson::nothing);
    }

    /**
     * Makes a short token for yourself, or, with {@link Scope#TOKEN_MINT}, for a person or a guest; never with a scope
     * that your own token lacks. For an application's see {@link Administration#createToken}.
     */
    public MintedToken mint(TokenRequest request) {
        return ApiClient.await(mintAsync(request));
    }

    /** Twin of {@link #mint}. */
    public CompletableFuture<MintedToken> mintAsync(TokenRequest request) {
        return api.send(ApiCall.post("v1", "tokens").json(AccessJson.writeMint(request)), AccessJson::minted);
    }

    /** The live tokens that you made, and those that speak for you. */
    public List<IssuedToken> tokens() {
        return ApiClient.await(tokensAsync());
    }

    /** Twin of {@link #tokens}. */
    public CompletableFuture<List<IssuedToken>> tokensAsync() {
        return api.send(ApiCall.get("v1", "tokens"), AccessJson::tokens);
    }

    /** Ends a token by its id; what is open with it ends within a second. */
    public void revoke(String id) {
        ApiClient.await(revokeAsync(id));
    }

    /** Twin of {@link #revoke}. */
    public CompletableFuture<Void> revokeAsync(String id) {
        return api.send(ApiCall.delete("v1", "tokens", id), RequestJson::nothing);
    }
}
